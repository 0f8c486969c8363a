/** Every word that JavaScript shows goes through t(); the catalogue of another language is loaded into `table`. */

/** @type {Record<string, string>} */
let table = {};

/** @param {Record<string, string>} words */
export const useWords = (words) => {
  table = words;
};

/**
 * The text in the reader's language; `{name}` parts are filled in.
 * @param {string} text
 * @param {Record<string, string | number>} [parts]
 */
export const t = (text, parts = {}) => (table[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => String(parts[name] ?? whole));
