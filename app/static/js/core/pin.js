/** How a PIN may look, how long wrong guesses must wait, and when there are no more. */

export const PIN_LENGTH = 6;
/** So many wrong in a row, and only the commune opens the phone again. */
export const GUESSES = 10;
const FREE = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;

/** Six digits, not all the same, not counted up or down. @param {string} pin */
export const pinIsGood = (pin) => {
  if (!/^\d{6}$/.test(pin)) return false;
  const steps = new Set([...pin].slice(1).map((digit, place) => Number(digit) - Number(pin[place])));
  return !(steps.size === 1 && [0, 1, -1].includes([...steps][0]));
};

/** How many more wrong guesses cost no wait. @param {number} wrong */
export const freeLeft = (wrong) => Math.max(0, FREE - 1 - wrong);

/** How many more guesses there are at all. @param {number} wrong */
export const guessesLeft = (wrong) => Math.max(0, GUESSES - wrong);

/** Milliseconds to wait after this many wrong guesses in a row. @param {number} wrong */
export const waitAfter = (wrong) => (wrong < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE)));
