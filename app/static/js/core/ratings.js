/** Who may be asked what he thinks of the service: a case that came to its end, and was not rated on this phone. */

const ENDS = ["delivered", "closed", "declined", "refused", "withdrawn"];

/** @param {any} known */
export const ratable = (known) => !known.rated && known.local !== "held" && (ENDS.includes(known.state) || Boolean(known.delivered_at));
