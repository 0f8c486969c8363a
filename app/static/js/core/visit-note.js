/** The note of a visit that was put off: from which day, why, and the way there as it was described. */

import { inVietnamese } from "./words.js";

export const LONGEST_NOTE = 300;
const SEAM = " · ";

/** Only the newest putting off is told: older ones stand in the records. @param {string} from day as written @param {string} why @param {string} before the note so far */
export const movedNote = (from, why, before) => {
  const way = before.includes(SEAM) ? before.slice(before.lastIndexOf(SEAM) + SEAM.length) : before;
  const moved = [inVietnamese("Dời từ ngày {day}", { day: from }), why].filter(Boolean).join(": ");
  return `${moved}${SEAM}${way}`;
};
