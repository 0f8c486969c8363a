/**
 * Tập thử begins and ends at a start of the page, never within one: no round, no saving is under way while the store changes.
 * A store of its own, keys of its own, no word to the commune.
 */

import { isOver, practiceCommune, practicePerson, practised, PRACTICE_PIN, samplePaper, sampleVisit } from "../core/practice.js";
import { uuid7 } from "../core/ids.js";
import { isoDay } from "../core/moments.js";
import { newDeviceKey, publicPart, thumbprint } from "../evidence/jws.js";
import { newReceiver, random } from "../evidence/sealing.js";
import { dropStore, inPractice, ofReal, PRACTICE, putInReal, storeInUse, useStore } from "../store/database.js";
import { keepChanges } from "../store/changes.js";
import { device, keepDevice, startChain } from "../store/device.js";
import { keepPacket, markStub, packets } from "../store/outbox.js";
import { setPin } from "../store/pin.js";
import { makeVault, shared, shut } from "../store/vault.js";
import { keepKey } from "./keeper.js";

/** What the next start does. @param {number} now @returns {Promise<unknown>} */
export const beginPractice = (now) => putInReal("practice", now);

/** This window is on its way out already. */
let leaving = false;

export const endPractice = async () => {
  leaving = true;
  await putInReal("practice", "over");
  windows.postMessage("over");
};

/** Ended in one window, ended in all: each starts anew in the real store. */
const windows = new BroadcastChannel("tannha-practice");
windows.onmessage = () => inPractice() && !leaving && location.assign("/may");

/**
 * At start, in the store of its officer: whether this phone is in practice. A practice that cannot be made, or is over, leaves the
 * phone in that store; only a store that says of itself that it is for practice is ever thrown away.
 * @param {number} now
 */
export const resumePractice = async (now) => {
  const since = await ofReal("practice");
  if (!since) return;
  if (since === "over" || isOver(since, now)) return forget();
  const [before, real] = [storeInUse(), await device()];
  useStore(PRACTICE);
  if ((await device())?.practice) return undefined;
  try {
    await fill(real, now);
  } catch (error) {
    shut();
    useStore(before);
    await forget();
    throw error;
  }
};

/** The practice goes with all that was made in it. */
const forget = async () => {
  await dropStore(PRACTICE);
  await putInReal("practice", null);
};

/** @param {any} real @param {number} now */
const fill = async (real, now) => {
  const pair = await newDeviceKey();
  const jwk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const kid = await thumbprint(jwk);
  // sealed for a key that nobody has: even who finds this store reads nothing of what was practised
  const intake = { jwk: (await newReceiver()).jwk, kid: "practice" };
  const people = { person: practicePerson(real), commune: practiceCommune(real) };
  await startChain({ n: 0, prev: "0".repeat(64) });
  await makeVault(kid, intake);
  await setPin(PRACTICE_PIN);
  keepKey(kid, shared());
  const day = isoDay(now);
  const id = () => uuid7(now, random(10));
  const [paper, visit] = [samplePaper(id(), day), sampleVisit(id(), day)];
  await keepChanges(
    [
      { case: paper.id, fields: paper },
      { visit: visit.id, fields: visit },
    ],
    "",
  );
  // the device comes last: with it the practice is whole
  await keepDevice({
    kid,
    key: pair.privateKey,
    jwk,
    iss: location.origin,
    org: "tap-thu",
    author: people.person.id,
    keys: [],
    intake,
    practice: true,
    began: now,
    ...people,
  });
};

/** One round of the pretended courier. @param {boolean} online */
export const practiceRound = async (online) => {
  if (!online || !inPractice()) return false;
  for (const packet of await packets()) {
    if (packet.state !== "waiting") continue;
    await keepPacket(practised(packet));
    await markStub(packet.case, { local: "" }, packet.kind.startsWith("visit.") ? "visits" : "cases");
  }
  return true;
};
