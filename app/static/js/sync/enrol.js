/** Letting this phone in: an invitation, a key that cannot leave, the commune's keys under the root that the invitation names. */

import { utf8 } from "../core/encoding.js";
import { isFresh } from "../core/session.js";
import { newReceiver, unwrapFor } from "../evidence/sealing.js";
import { newDeviceKey, publicPart, thumbprint, verify } from "../evidence/jws.js";
import { inPractice, storeInUse } from "../store/database.js";
import { nextOfficer } from "../store/officers.js";
import { keepDevice, device, keepMeta, startChain } from "../store/device.js";
import { adopt, forCommune, makeVault } from "../store/vault.js";
import { getJson, postJson, Refused } from "./office.js";

/** Who is signed in here. */
export const me = async () => {
  const found = await getJson("/api/me");
  if (!found.person) throw new Refused("not_signed_in", 401);
  return found;
};

/** @param {string} invitation `<code>.<root thumbprint>` */
export const enrol = async (invitation) => {
  // a phone is let in to its real store only: what is practised is thrown away
  if (inPractice()) throw new Refused("practising", 0);
  const [code, root] = splitInvitation(invitation);
  const { org, person } = await me();
  const pair = await newDeviceKey();
  const jwk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const kid = await thumbprint(jwk);
  const answer = await post(code, jwk, kid);
  if (answer.root !== root || (await thumbprint(answer.root_jwk)) !== root) throw new Refused("wrong_root", 0);
  const { keys } = await verify(answer.keys, "tn-keys", answer.root_jwk);
  const intake = keys.find((/** @type {any} */ one) => one.use === "intake");
  const facts = { kid, key: pair.privateKey, jwk, iss: answer.iss, org: answer.org, author: answer.author, root, keys, intake, commune: org, person };
  // another window was quicker
  if (await device()) throw new Refused("place_taken", 0);
  await startChain({ n: 0, prev: answer.enrolled });
  await keepMeta("beacon", answer.beacon);
  await makeVault(kid, intake);
  // the device comes last: without it the phone is simply not let in yet
  await keepDevice(facts);
  await nextOfficer(storeInUse());
  // read back: a phone that cannot keep a key is told so now, not at a bedside
  const kept = await device();
  if (!(kept?.key instanceof CryptoKey) || kept.key.extractable) throw new Refused("key_not_kept", 0);
  // Firefox asks the person, and answers only after he did: nothing waits for that
  navigator.storage?.persist?.().catch(() => false);
};

/** @param {string} code @param {JsonWebKey} jwk @param {string} kid */
const post = async (code, jwk, kid) => {
  const asked = { invitation: code, jwk, label: label() };
  try {
    return await postJson("/api/devices", asked);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "passkey_needed") throw error;
    return postJson("/api/devices", { ...asked, assertion: await bind(code, kid) });
  }
};

/** The officer's passkey binds the phone to him. @param {string} code @param {string} kid */
const bind = async (code, kid) => {
  const text = utf8(`tan-nha/device/1\n${kid}\n${code}`);
  const challenge = await crypto.subtle.digest("SHA-256", text);
  const options = { challenge, rpId: location.hostname, userVerification: /** @type {const} */ ("required") };
  const found = await navigator.credentials.get({ publicKey: options });
  if (!found) throw new Refused("passkey_needed", 0);
  return /** @type {any} */ (found).toJSON();
};

/** @param {string} invitation */
const splitInvitation = (invitation) => {
  const place = invitation.lastIndexOf(".");
  if (place < 1) throw new Refused("invitation_gone", 0);
  return [invitation.slice(0, place), invitation.slice(place + 1)];
};

const label = () => {
  const agent = navigator.userAgent;
  const system = /Android|iPhone|iPad|Windows|Mac|Linux/.exec(agent)?.[0] ?? "";
  const browser = /Edg|Chrome|Firefox|Safari/.exec(agent)?.[0] ?? "";
  return `${system} ${browser}`.trim();
};

/** Whether this phone's own officer has just signed in. @param {any} own @param {{at: number, since: string} | undefined} handed since when a citizen holds the phone, or it is locked @param {number} now */
export const fresh = async (own, handed, now) => {
  try {
    const session = await getJson("/api/me");
    return session.person?.id === own.author && isFresh(session, handed, now);
  } catch {
    return false;
  }
};

/** The commune opens the vault of this phone for its own officer, who has just signed in; the answer opens in this page alone. @param {any} own */
export const openByCommune = async (own) => {
  const { secret, jwk } = await newReceiver();
  const { key } = await postJson("/api/vault", { device: own.kid, vault: await forCommune(), jwk });
  await adopt(await unwrapFor(key, own.kid, secret));
};
