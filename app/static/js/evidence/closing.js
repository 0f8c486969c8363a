/** A visit closed by its officer's passkey: over the visit, how it ended, and the records that were made on it. */

import { canonical, utf8 } from "../core/encoding.js";

/**
 * What the passkey signs over.
 * @param {{visit: string, records: string[], outcome: string, reason: string, closed_at: string}} closing `records`: record hashes, sorted
 */
export const closingChallenge = ({ visit, records, outcome, reason, closed_at }) =>
  crypto.subtle.digest("SHA-256", utf8(`tan-nha/visit/1\n${canonical({ visit, records, outcome, reason, closed_at })}`));
