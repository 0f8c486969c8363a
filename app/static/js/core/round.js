/** The day's round: visits in the desk's order, hamlet by hamlet; the way there without a word about whose house it is. */

import { fold, tidy } from "./names.js";

const EVENING = 17;
const NO_HOUR = "99:99";
/** @typedef {{name: string, at: string}} Hamlet `at` is `21.1861,106.0763`, or "" where nobody recorded it */

/** As the desk put them, else by hour; what the desk put in no order comes after. @param {any[]} visits */
export const inOrder = (visits) =>
  [...visits].sort(
    (one, other) =>
      (one.place ?? Infinity) - (other.place ?? Infinity) || ((one.at_time || NO_HOUR) < (other.at_time || NO_HOUR) ? -1 : 1) || (one.id < other.id ? -1 : 1),
  );

/** The same order, those of one hamlet that follow one another together. @param {any[]} visits @returns {{hamlet: string, visits: any[]}[]} */
export const byHamlet = (visits) => {
  /** @type {{hamlet: string, visits: any[]}[]} */
  const groups = [];
  for (const one of inOrder(visits)) {
    const last = groups.at(-1);
    if (last && fold(last.hamlet) === fold(one.hamlet)) last.visits.push(one);
    else groups.push({ hamlet: one.hamlet, visits: [one] });
  }
  return groups;
};

/** Whether the day is so late that a visit still open must be answered for. @param {string} clock `17:05` on the commune's clock */
export const isEvening = (clock) => Number(clock.slice(0, 2)) >= EVENING;

/** The hamlet alone, without the number of a house or a name before it. @param {string} typed */
const hamletOnly = (typed) => (typed.split(",").at(-1) ?? "").trim();

/** As it is written, but for capitals and spaces. @param {string} name */
const written = (name) => tidy(name).toLocaleLowerCase("vi");

/** The hamlet of the commune's list: as written (Thôn Đông is not Thôn Đống), without marks where only one can be meant. @param {string} typed @param {Hamlet[]} known */
const listed = (typed, known) => {
  const name = hamletOnly(typed);
  const exact = known.find((one) => written(one.name) === written(name));
  const alike = known.filter((one) => fold(one.name) === fold(name));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
};

/**
 * A map opens at the hamlet: coordinates of its house of culture, else its name with the commune; at the commune alone where
 * the list has no such hamlet. Never a person's name nor an address: what is asked of a map leaves the phone, and what was
 * typed may name somebody's house.
 * @param {string} typed the hamlet as it stands with the visit @param {Hamlet[]} known @param {string} place the commune @param {boolean} apple
 */
export const mapLink = (typed, known, place, apple) => {
  const found = listed(typed, known);
  const wanted = found?.at || [found?.name, place].filter(Boolean).join(", ");
  return apple ? `https://maps.apple.com/?q=${encodeURIComponent(wanted)}` : `geo:${found?.at || "0,0"}?q=${encodeURIComponent(wanted)}`;
};
