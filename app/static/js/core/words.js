/** Every word that JavaScript shows goes through t(); the catalogue of another language is loaded into `table`. */

/** A page of the desk in another language has its words from a script that ran before. @type {Record<string, string>} */
let table = /** @type {any} */ (globalThis).tannhaWords ?? {};
let native = false;

/** @param {Record<string, string>} words */
export const useWords = (words) => {
  table = words;
};

/** While it is so, every text is Vietnamese: a citizen holds the phone. @param {boolean} is */
export const speakVietnamese = (is) => {
  native = is;
};

const fill = (/** @type {string} */ text, /** @type {Record<string, string | number>} */ parts) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => String(parts[name] ?? whole));

/**
 * The text in the reader's language; `{name}` parts are filled in.
 * @param {string} text
 * @param {Record<string, string | number>} [parts]
 */
export const t = (text, parts = {}) => fill((!native && table[text]) || text, parts);

/**
 * The text of a paper of the law, or of a record that others read: Vietnamese in every language.
 * @param {string} text
 * @param {Record<string, string | number>} [parts]
 */
export const inVietnamese = (text, parts = {}) => fill(text, parts);
