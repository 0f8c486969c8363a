/** A record that is kept by one tap: saved first, then the page after it, sent when it can be. */

import { stamp } from "../core/moments.js";
import { finish } from "../store/outbox.js";
import { wake } from "../sync/courier.js";
import { go } from "./dom.js";
import { notKept } from "./saying.js";

/**
 * @param {HTMLElement} button @param {HTMLElement} said where it is told that keeping failed
 * @param {() => Promise<unknown>} keep @param {string} next the page after it
 */
export const keepOnce = async (button, said, keep, next) => {
  // a double tap makes one record
  if (button.hasAttribute("disabled")) return;
  button.setAttribute("disabled", "");
  try {
    await keep();
  } catch (error) {
    button.removeAttribute("disabled");
    return notKept(said, error);
  }
  go(next, true);
  wake(true);
};

/** A further record of a case. @param {{button: HTMLElement, said: HTMLElement, draft: any, body: object, row: any, next?: string}} what `next`: the page after it, if not the case */
export const saveFurther = ({ button, said, draft, body, row, next }) =>
  keepOnce(
    button,
    said,
    () => finish(draft, body, { ...row, local: "saved", made_at: stamp(Date.now()) }, stamp(Date.now())),
    next ?? `/may/da-luu/${draft.case}`,
  );
