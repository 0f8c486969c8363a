/** On a phone that officers share: who else may take it, and how. */

import { t } from "../core/words.js";
import { nextOfficer, noteOldSession, others } from "../store/officers.js";
import { shut } from "../store/vault.js";
import { dropKey } from "../sync/keeper.js";
import { h, icon } from "./dom.js";
import { notKept } from "./saying.js";

/** Another officer of this phone goes on, behind a lock of his own; the session of who worked before ends. @param {string} store */
const changeOfficer = async (store) => {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  await noteOldSession(store);
  await nextOfficer(store);
  shut();
  dropKey();
  location.assign("/may");
};

/** The way to one of them; a phone that cannot note it says so. @param {string} store @param {string} words @param {string} [look] */
export const officerButton = (store, words, look = "") => {
  const said = h("div", { "aria-live": "polite" });
  const change = () => changeOfficer(store).catch((error) => notKept(said, error));
  return [h("button", { class: `btn btn--wide btn--tall ${look}`.trim(), type: "button", onclick: change }, icon("person"), words), said];
};

/** A button for each of them; null on a phone that one officer has for himself. */
export const otherNames = async () => {
  const found = await others();
  if (!found.length) return null;
  const words = (/** @type {import("../store/officers.js").Officer} */ one) =>
    one.left ? t("Tôi là {name} (còn {n} mục chưa gửi)", { name: one.name, n: one.left }) : t("Tôi là {name}", { name: one.name });
  return h(
    "div",
    { class: "stack stack--8" },
    found.flatMap((one) => officerButton(one.store, words(one))),
  );
};
