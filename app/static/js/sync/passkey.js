/** A passkey of this phone as a key: what its secret makes of a fixed text (WebAuthn Level 3, PRF), also with no network. */

import { b64u, fromB64u, utf8 } from "../core/encoding.js";
import { random } from "../evidence/sealing.js";

const TEXT = utf8("tan-nha/vault/1");

/** @typedef {{id: string, handle: string, here: boolean, secret: Uint8Array<ArrayBuffer> | null}} Answered `here`: the passkey lives in this phone */

/** Whether this phone could do it at all. */
export const canPasskey = async () => {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
};

/** Asks the person; throws when he says no. @param {string} [id] of the one passkey that is meant @returns {Promise<Answered>} */
export const passkeySecret = async (id) => {
  const allowCredentials = id ? [{ type: /** @type {const} */ ("public-key"), id: fromB64u(id) }] : [];
  const extensions = /** @type {any} */ ({ prf: { eval: { first: TEXT } } });
  const publicKey = { challenge: random(32), rpId: location.hostname, userVerification: /** @type {const} */ ("required"), allowCredentials, extensions };
  const found = /** @type {any} */ (await navigator.credentials.get({ publicKey }));
  const first = found.getClientExtensionResults().prf?.results?.first;
  const { userHandle } = found.response;
  return {
    id: found.id,
    handle: userHandle ? b64u(userHandle) : "",
    here: found.authenticatorAttachment === "platform",
    secret: first ? new Uint8Array(first) : null,
  };
};

/** A passkey's answer to a challenge of this phone's own, with its person verified; no network is needed. @param {ArrayBuffer} challenge @param {string} id */
export const passkeyWord = async (challenge, id) => {
  const allowCredentials = [{ type: /** @type {const} */ ("public-key"), id: fromB64u(id) }];
  const publicKey = { challenge, rpId: location.hostname, userVerification: /** @type {const} */ ("required"), allowCredentials };
  const { response } = /** @type {any} */ (await navigator.credentials.get({ publicKey }));
  return {
    passkey: id,
    client_data: b64u(response.clientDataJSON),
    authenticator_data: b64u(response.authenticatorData),
    signature: b64u(response.signature),
  };
};
