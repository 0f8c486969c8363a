/** What one kind of document asks beside the conditions: which rule holds, as domain/kind_rules.py says it. */

/** @typedef {{kind: string, words: string[], unless: string[], basis: string, told: string, refuse: string, checks: {code: string, words: string, hint: string}[]}} Rule */

/** The product's own kind, or one of the commune's that is called so. @param {Rule[] | undefined} rules @param {{code: string, title: string} | undefined} kind @returns {Rule | undefined} */
export const ruleOf = (rules, kind) => kind && rules?.find((one) => one.kind === kind.code || (has(kind.title, one.words) && !has(kind.title, one.unless)));

/** @param {string} title @param {string[]} words */
const has = (title, words) => words.some((one) => ` ${plain(title)} `.includes(` ${plain(one)} `));

/** Without marks and signs, lower case, single spaces. @param {string} text */
const plain = (text) =>
  (
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("đ", "d")
      .match(/[0-9a-z]+/g) ?? []
  ).join(" ");
