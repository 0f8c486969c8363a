/** The lists of reasons, whatever they are asked for. */

/** Under which codes they say "another reason": words go with it. */
const OTHERS = ["khac", "other", "ly_do_khac"];

/** @param {string | undefined} code */
export const isOther = (code) => OTHERS.includes(code ?? "");
