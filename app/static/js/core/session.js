/** Whether a sign-in is new enough to set the PIN anew. */

const FRESH = 600_000;

/**
 * In the officer's own hand: within ten minutes. In a citizen's hand: made after the phone was handed over, measured by how long ago
 * each was (a phone's clock may be wrong), and later than the sign-in that was known then (a clock may have been moved).
 * @param {{since: string, at: string}} session by the server's clock
 * @param {{at: number, since: string} | undefined} handed or locked, by this phone's clock; `since` is the sign-in known then, by the server's
 * @param {number} now by this phone's clock
 */
export const isFresh = ({ since, at }, handed, now) => {
  const age = Date.parse(at) - Date.parse(since);
  if (!(age < FRESH)) return false;
  if (!handed) return true;
  return age < now - (handed.at ?? 0) && (!handed.since || Date.parse(since) > Date.parse(handed.since));
};
