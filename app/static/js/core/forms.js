/** A paper filled from a card, as `app/domain/forms.py` fills it: what is not known is printed as dots. */

const DOTS = ".".repeat(36);
const LONG_DOTS = ".".repeat(150);

/** @typedef {{kind: string, title: string[], asked: {name: string, words: string, most: number}[], body: string[], signer: string}} Form */

/** @param {Form} form @param {Record<string, string>} values @returns {string[]} */
export const filled = (form, values) => {
  const known = Object.fromEntries(form.asked.map((one) => [one.name, (values[one.name] ?? "").trim() || (one.most > 200 ? LONG_DOTS : DOTS)]));
  return form.body.map((line) => line.replace(/\{([a-z_]+)\}/g, (_, name) => known[name] ?? ""));
};
