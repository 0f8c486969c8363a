/** Cases that a leader looked at and left to be signed together, in this window: which, and the hash of what he was shown. */

const NAME = "tn-aside";
/** As many as one gesture may decide. */
export const MOST = 20;

/** @returns {import("./signing.js").Shown[]} */
export const aside = () => {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
  } catch {
    return [];
  }
};

/** @param {import("./signing.js").Shown[]} cases */
const keep = (cases) => sessionStorage.setItem(NAME, JSON.stringify(cases));

/** @param {import("./signing.js").Shown} shown */
export const putAside = (shown) => keep([...aside().filter((one) => one.case !== shown.case), shown]);

/** @param {string[]} ids */
export const forgetAside = (ids) => keep(aside().filter((one) => !ids.includes(one.case)));
