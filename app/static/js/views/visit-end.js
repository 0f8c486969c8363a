/** The visit that a finished case was made on: ended by one tap where its work is done. */

import { stamp } from "../core/moments.js";
import { t } from "../core/words.js";
import { stubs } from "../store/outbox.js";
import { begunOr, visitRecord } from "./begin.js";
import { h, icon } from "./dom.js";
import { saveVisit } from "./visit-close.js";
import { withWord } from "./visit-word.js";

/** A button, or null when no open visit led to this case. @param {any} known the case @param {HTMLElement} said */
export const visitEnd = async (known, said) => {
  const visit = (await stubs("visits")).find((one) => one.state === "planned" && one.case === known.id);
  if (!visit) return null;
  const end = async (plain = false) => {
    const body = { v: 1, outcome: "done", reason: "", words: "", closed_at: stamp(Date.now()) };
    const draft = await begunOr(visitRecord("visit.closed", visit));
    const keep = (/** @type {object} */ whole) => saveVisit(button, said, draft, whole, { ...visit, state: "done" });
    await withWord({ said, known: visit, body, plain, again: () => end(true), keep });
  };
  const button = h("button", { class: "btn btn--wide", type: "button", onclick: () => end() }, icon("tick"), t("Xong nhà này: kết thúc lượt đến"));
  return button;
};
