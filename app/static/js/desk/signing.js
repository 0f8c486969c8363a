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

/**
 * Asks for the statement, checks it, has it signed, sends the answer; the server's word on each case.
 * @param {{case: string, revision: number, digest: string}} shown @param {string} act @param {Reason | null} reason
 */
export const signAct = async (shown, act, reason) => {
  const why = reason ? salted(reason) : null;
  const asked = await postJson("/decisions/statement", { cases: [{ ...shown, act, why }], interest_free: true });
  await check(asked, shown, act, why);
  const answer = await usePasskey(asked.options);
  const { decided } = await postJson("/decisions", { nonce: asked.nonce, answer });
  return decided[0];
};

/** @param {any} asked @param {{case: string, revision: number, digest: string}} shown @param {string} act @param {any} why */
const check = async (asked, shown, act, why) => {
  const said = why ? { code: why.code, sha256: await whyHash(why) } : null;
  const leaf = leafText({ ...shown, act, why: said, interest: JUDGING.includes(act) ? "none" : null });
  const statement = fromCanonical(asked.statement);
  const same = asked.leaves.length === 1 && asked.leaves[0] === leaf && statement.root === (await leavesRoot([leaf]));
  if (!same || asked.options.challenge !== (await challenge(asked.statement))) throw new Error("changed");
};
