/** One signed act: what is signed must be what was shown, so leaf, root and challenge are made anew before the passkey is asked. */

import { fromCanonical } from "../core/encoding.js";
import { challenge, leafText, leavesRoot, whyHash } from "../evidence/decision.js";
import { newSalt } from "../evidence/sealing.js";
import { postJson } from "../sync/office.js";
import { usePasskey } from "./passkeys.js";

/**
 * @typedef {{place: number, x: number, y: number}} Mark a point on a photo, in thousandths
 * @typedef {{code: string, words: string, mark?: Mark | null, facts?: Record<string, string> | null}} Reason
 */

const JUDGING = ["approve", "return", "refuse"];

/** Reasons travel salted, so that a leaf names nobody. @param {Reason} reason */
export const salted = (reason) => ({
  code: reason.code,
  words: reason.words.normalize("NFC"),
  salt: newSalt(),
  mark: reason.mark ?? null,
  facts: reason.facts ?? null,
});

/** @typedef {{case: string, revision: number, digest: string}} Shown a case as this page showed it */
/** @typedef {Shown & {act: string, why: any}} Wanted */

/**
 * Asks for the statement, checks it, has it signed by one gesture, sends the answer; the server's word on each case.
 * @param {{shown: Shown, act: string, reason: Reason | null}[]} several
 * @returns {Promise<any[]>}
 */
export const signActs = async (several) => {
  const cases = several
    .map(({ shown, act, reason }) => ({ ...shown, act, why: reason ? salted(reason) : null }))
    .sort((one, other) => (one.case < other.case ? -1 : 1));
  const asked = await postJson("/decisions/statement", { cases, interest_free: true });
  await check(asked, cases);
  const answer = await usePasskey(asked.options);
  return (await postJson("/decisions", { nonce: asked.nonce, answer })).decided;
};

/** @param {Shown} shown @param {string} act @param {Reason | null} reason */
export const signAct = async (shown, act, reason) => (await signActs([{ shown, act, reason }]))[0];

/** @param {any} asked @param {Wanted[]} cases */
const check = async (asked, cases) => {
  const leaves = await Promise.all(cases.map(leafOf));
  const statement = fromCanonical(asked.statement);
  const same = JSON.stringify(asked.leaves) === JSON.stringify(leaves) && statement.root === (await leavesRoot(leaves));
  if (!same || asked.options.challenge !== (await challenge(asked.statement))) throw new Error("changed");
};

/** @param {Wanted} wanted */
const leafOf = async ({ act, why, ...shown }) => {
  const said = why ? { code: why.code, sha256: await whyHash(why) } : null;
  return leafText({ ...shown, act, why: said, interest: JUDGING.includes(act) ? "none" : null });
};
