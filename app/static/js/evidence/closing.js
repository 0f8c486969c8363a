/** A visit closed by its officer's passkey: over the visit and the records that were made on it. */

import { canonical, utf8 } from "../core/encoding.js";

/** What the passkey signs over. @param {string} visit @param {string[]} records record hashes, sorted */
export const closingChallenge = (visit, records) => crypto.subtle.digest("SHA-256", utf8(`tan-nha/visit/1\n${canonical({ visit, records })}`));
