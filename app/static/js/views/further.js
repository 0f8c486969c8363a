/** Keeping a further record of a case: saved first, shown as saved, sent when it can be. */

import { stamp } from "../core/moments.js";
import { finish } from "../store/outbox.js";
import { wake } from "../sync/courier.js";
import { go } from "./dom.js";
import { notKept } from "./saying.js";

/** @param {{button: HTMLElement, said: HTMLElement, draft: any, body: object, row: any, next?: string}} what `next`: the page after it, if not the case */
export const saveFurther = async ({ button, said, draft, body, row, next }) => {
  // a double tap makes one record
  if (button.hasAttribute("disabled")) return;
  button.setAttribute("disabled", "");
  try {
    await finish(draft, body, { ...row, local: "saved", made_at: stamp(Date.now()) }, stamp(Date.now()));
    go(next ?? `/may/da-luu/${draft.case}`, true);
    wake(true);
  } catch (error) {
    button.removeAttribute("disabled");
    notKept(said, error);
  }
};
