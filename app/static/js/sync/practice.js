/** Tập thử begins and ends: a store of its own beside the real one, keys of its own, no word to the commune. */

import { isOver, practiceCommune, practicePerson, practised, PRACTICE_PIN, samplePaper, sampleVisit } from "../core/practice.js";
import { uuid7 } from "../core/ids.js";
import { isoDay } from "../core/moments.js";
import { newDeviceKey, publicPart, thumbprint } from "../evidence/jws.js";
import { newReceiver, random } from "../evidence/sealing.js";
import { dropStore, PRACTICE, REAL, useStore } from "../store/database.js";
import { device, keepDevice, keepMeta, meta, startChain } from "../store/device.js";
import { keepChanges, keepPacket, markStub, packets } from "../store/outbox.js";
import { setPin } from "../store/pin.js";
import { makeVault, shared, shut } from "../store/vault.js";
import { keepKey } from "./keeper.js";

/** At start: which store this phone is in. @param {number} now */
export const resumePractice = async (now) => {
  const since = await meta("practice");
  if (!since) return;
  if (isOver(since, now)) await endPractice();
  else useStore(PRACTICE);
};

/** @param {number} now */
export const beginPractice = async (now) => {
  const real = await device();
  await dropStore(PRACTICE);
  await keepMeta("practice", now);
  shut();
  useStore(PRACTICE);
  const pair = await newDeviceKey();
  const jwk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const kid = await thumbprint(jwk);
  // sealed for a key that nobody has: even who finds this store reads nothing of what was practised
  const intake = { jwk: (await newReceiver()).jwk, kid: "practice" };
  const people = { person: practicePerson(real), commune: practiceCommune(real) };
  await startChain({ n: 0, prev: "0".repeat(64) });
  await makeVault(kid, intake);
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
    ...people,
  });
  await setPin(PRACTICE_PIN);
  const day = isoDay(now);
  const id = () => uuid7(now, random(10));
  const [paper, visit] = [samplePaper(id(), day), sampleVisit(id(), day)];
  keepKey(kid, shared());
  await keepChanges(
    [
      { case: paper.id, fields: paper },
      { visit: visit.id, fields: visit },
    ],
    "",
  );
};

/** All that was practised goes; the real store is as it was. */
export const endPractice = async () => {
  shut();
  useStore(REAL);
  await keepMeta("practice", null);
  await dropStore(PRACTICE);
};

/** One round of the pretended courier. @param {boolean} online */
export const practiceRound = async (online) => {
  if (!online) return false;
  for (const packet of await packets()) {
    if (packet.state !== "waiting") continue;
    await keepPacket(practised(packet));
    await markStub(packet.case, { local: "" }, packet.kind.startsWith("visit.") ? "visits" : "cases");
  }
  return true;
};
