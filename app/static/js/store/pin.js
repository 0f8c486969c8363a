/** What opens the vault on this phone: the officer's PIN, and his passkey where he wants it. Guesses are counted on disk first. */

import { GUESSES, waitAfter } from "../core/pin.js";
import { openByPasskey, openByPin, wrapByPasskey, wrapByPin } from "../evidence/vault.js";
import { oldPinFits } from "../evidence/pin.js";
import { ask, get, run } from "./database.js";
import { adopt, bytesOfKey } from "./vault.js";

const GCM = "AES-GCM";

/** @returns {Promise<boolean>} */
export const hasPin = async () => {
  const kept = await get("keys", "vault");
  return Boolean(kept?.pin || kept?.emptied || (await get("keys", "pin")));
};

/**
 * Wraps the open vault by this PIN. What opened it before goes: an older PIN, the wrap that no PIN guarded; the passkey stays.
 * @param {string} pin
 */
export const setPin = async (pin) => {
  const raw = bytesOfKey();
  if (!raw) throw new Error("locked");
  const { wrapping } = await get("keys", "vault");
  await guard(raw, pin, wrapping);
};

/** @param {Uint8Array<ArrayBuffer>} raw @param {string} pin @param {CryptoKey} wrapping */
const guard = async (raw, pin, wrapping) => {
  const made = await wrapByPin(raw, pin, wrapping);
  await run(["keys"], "readwrite", async (of) => {
    const { passkey, forCommune } = await ask(of("keys").get("vault"));
    await ask(of("keys").put({ wrapping, forCommune, passkey, pin: made, wrong: 0, until: 0 }, "vault"));
    await ask(of("keys").delete("pin"));
  });
};

/** Milliseconds until the next guess. @param {number} now */
export const pinWait = async (now) => waitOf(await counted(), now);

/** Never longer than the guesses ask: a clock that was ahead once locks nobody out for years. @param {any} row @param {number} now */
const waitOf = (row, now) => Math.max(0, Math.min((row?.until ?? 0) - now, waitAfter(row?.wrong ?? 0)));

/** Wrong guesses in a row. */
export const pinWrong = async () => (await counted())?.wrong ?? 0;

/** Whether so many guesses were wrong that only the commune opens this phone again. */
export const isEmptied = async () => Boolean((await get("keys", "vault"))?.emptied);

/** The row that counts: of the first releases the PIN's own. */
const counted = async () => (await get("keys", "pin")) ?? (await get("keys", "vault"));

/**
 * Opens the vault with this PIN; whether it was right. A guess during a wait is not tried; the tenth wrong one in a row takes away
 * all that opens the vault here, whatever the phone's clock says of the waits.
 * @param {string} pin @param {number} now
 */
export const tryPin = async (pin, now) => {
  // read and counted in one transaction: guesses that come together are counted one by one
  const kept = await run(["keys"], "readwrite", async (of) => {
    const old = await ask(of("keys").get("pin"));
    const vault = await ask(of("keys").get("vault"));
    const found = old ?? vault;
    if (waitOf(found, now) > 0 || vault.emptied) return null;
    const wrong = (found.wrong ?? 0) + 1;
    await ask(of("keys").put({ ...found, wrong, until: now + waitAfter(wrong) }, old ? "pin" : "vault"));
    return { old, vault, wrong };
  });
  if (!kept) return false;
  const raw = kept.old ? await byOldPin(kept.old, kept.vault, pin) : await openByPin(kept.vault.pin, pin, kept.vault.wrapping);
  if (raw) await opened(raw, kept.old && pin, kept.vault.wrapping);
  else if (kept.wrong >= GUESSES) await empty();
  return raw !== null;
};

/** @param {Uint8Array<ArrayBuffer>} raw @param {string | undefined} oldPin a PIN of the first releases, which did not guard the vault yet @param {CryptoKey} wrapping */
const opened = async (raw, oldPin, wrapping) => {
  await adopt(raw);
  if (oldPin) await guard(raw, oldPin, wrapping);
  else await change({ wrong: 0, until: 0 });
};

/** @param {any} old @param {any} vault @param {string} pin */
const byOldPin = async (old, vault, pin) => {
  if (!(await oldPinFits(pin, old))) return null;
  return new Uint8Array(await crypto.subtle.decrypt({ name: GCM, iv: vault.iv }, vault.wrapping, vault.wrapped));
};

/** Only the commune opens it now. */
const empty = () =>
  run(["keys"], "readwrite", async (of) => {
    const { wrapping, forCommune } = await ask(of("keys").get("vault"));
    await ask(of("keys").put({ wrapping, forCommune, emptied: true }, "vault"));
    await ask(of("keys").delete("pin"));
  });

/** @param {object} fields */
const change = (fields) =>
  run(["keys"], "readwrite", async (of) => {
    const kept = await ask(of("keys").get("vault"));
    await ask(of("keys").put({ ...kept, ...fields }, "vault"));
  });

/** The passkey that opens the vault; "" where there is none. @returns {Promise<string>} base64url of its id */
export const passkeyHere = async () => (await get("keys", "vault"))?.passkey?.id ?? "";

/** From now on this passkey opens the vault too. @param {string} id @param {Uint8Array<ArrayBuffer>} secret */
export const addPasskey = async (id, secret) => {
  const raw = bytesOfKey();
  if (!raw) throw new Error("locked");
  const { wrapping } = await get("keys", "vault");
  await change({ passkey: await wrapByPasskey(raw, id, secret, wrapping) });
};

export const dropPasskey = () => change({ passkey: undefined });

/** Opens the vault with what the passkey answered; whether that was right. @param {Uint8Array<ArrayBuffer>} secret */
export const tryPasskey = async (secret) => {
  const { passkey, wrapping } = await get("keys", "vault");
  const raw = passkey ? await openByPasskey(passkey, secret, wrapping) : null;
  if (raw) await opened(raw, undefined, wrapping);
  return raw !== null;
};
