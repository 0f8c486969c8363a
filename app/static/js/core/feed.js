/** What a line of the feed makes of a line on the phone. */

/** @typedef {{case?: string, visit?: string, gone?: boolean, fields?: Record<string, any>, held?: any[]}} Change */

/**
 * The line after this change; null when there is none to keep: a held record of what this phone does not know is no case.
 * @param {Change} change @param {string} id @param {"cases" | "visits"} store @param {any} before
 * @param {boolean} [ahead] whether something newer of it waits on this phone
 */
export const afterChange = (change, id, store, before, ahead = false) => {
  if (change.fields && before && ahead) return { ...before, ...change.fields, ...ownWord(before) };
  if (change.fields) return { ...before, id, local: "", ...(change.held ? { held: change.held } : {}), ...change.fields };
  return before ? { ...before, ...settled(change.held ?? [], store) } : null;
};

/** What this phone did since stands until the commune has judged that too. @param {any} before */
const ownWord = (before) => Object.fromEntries(OWN.filter((name) => name in before).map((name) => [name, before[name]]));
const OWN = ["state", "holder", "delivered_at", "local", "newest", "on_date", "at_time", "outcome", "ticket"];

/** A record that waits for a person never became a case: the phone's own line stays, and says how it stands. @param {any[]} held @param {string} store */
const settled = (held, store) => {
  if (held.some((one) => !one.closed)) return { held, local: "held" };
  const taken = held.some((one) => one.outcome?.taken);
  if (store === "visits") return taken ? { held, local: "" } : { held, local: "", state: "closed" };
  return { held, local: "", state: taken ? "submitted" : "closed" };
};

/** The newest failed hand-over of a case, told by the commune or noted here; null when none is known. @param {any} known */
export const lastAttempt = (known) => {
  const all = [known.attempted, known.attempted_here, ...(known.attempts ?? [])].filter((one) => one?.reason);
  return all.sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0] ?? null;
};
