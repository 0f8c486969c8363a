/** The phone goes into a citizen's hand: what he reads there is Vietnamese from the first word on, whatever its officer chose. */

import { hand } from "../store/hand.js";
import { speakTo } from "../sync/language.js";

/** @param {{path: string, next: string, pin: boolean}} where */
export const give = async (where) => {
  await hand(where, Date.now());
  speakTo(true);
};
