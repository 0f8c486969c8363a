/** What a line of the feed makes of a line on the phone. */

/** @typedef {{case?: string, visit?: string, gone?: boolean, fields?: Record<string, any>, held?: any[]}} Change */

/**
 * The line after this change; null when there is none to keep: a held record of what this phone does not know is no case.
 * @param {Change} change @param {string} id @param {"cases" | "visits"} store @param {any} before
 */
export const afterChange = (change, id, store, before) => {
  if (change.fields) return { ...before, id, local: "", ...(change.held ? { held: change.held } : {}), ...change.fields };
  return before ? { ...before, ...settled(change.held ?? [], store) } : null;
};

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
