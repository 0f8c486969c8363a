/** On a phone that officers share: who else may take it, and how. */

import { t } from "../core/words.js";
import { nextOfficer, noteOldSession, others } from "../store/officers.js";
import { shut } from "../store/vault.js";
import { dropKey } from "../sync/keeper.js";
import { h, icon } from "./dom.js";

/** Another officer of this phone goes on, behind a lock of his own; the session of who worked before ends. @param {string} store */
export const changeOfficer = async (store) => {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  await noteOldSession(store);
  await nextOfficer(store);
  shut();
  dropKey();
  location.assign("/may");
};

/** A button for each of them; null on a phone that one officer has for himself. */
export const otherNames = async () => {
  const found = await others();
  if (!found.length) return null;
  return h(
    "div",
    { class: "stack stack--8" },
    found.map((one) =>
      h(
        "button",
        { class: "btn btn--wide btn--tall", type: "button", onclick: () => changeOfficer(one.store) },
        icon("person"),
        one.left ? t("Tôi là {name} (còn {n} mục chưa gửi)", { name: one.name, n: one.left }) : t("Tôi là {name}", { name: one.name }),
      ),
    ),
  );
};
