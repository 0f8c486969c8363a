/** Empties the outbox by itself, one tab at a time; then asks what changed. State is written before the network is touched. */

import { isOver } from "../core/practice.js";
import { pause } from "../core/drain.js";
import { storeInUse } from "../store/database.js";
import { device } from "../store/device.js";
import { settleMarks } from "../store/outbox.js";
import { isOpen } from "../store/vault.js";
import { drainLock, endOldSession, sendForOthers } from "./others.js";
import { round } from "./round.js";
import { endPractice, practiceRound } from "./practice.js";
import { askToBeWoken } from "./worker.js";
import { realWorld } from "./world.js";

/** Tells pages what happened: `change`, with `{online, sending, signedOut}`. */
export const news = new EventTarget();
export const status = { online: true, sending: "", signedOut: false, device: "active", last: 0, alarm: "" };

const LOOK_AGAIN = 1_000;
/** An open page learns what the leader decided without being asked. */
const LOOK_EACH = 60_000;
let failures = 0;
let timer = 0;

/** @param {Partial<typeof status>} [change] */
const tell = (change = {}) => {
  Object.assign(status, change);
  news.dispatchEvent(new Event("change"));
};

const world = realWorld(tell);

/** Starts the courier: now, when the network returns, when the page is seen again. */
export const startCourier = () => {
  addEventListener("online", () => wake(true));
  addEventListener("offline", () => tell({ online: false }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake(true));
  navigator.serviceWorker?.addEventListener("message", (event) => event.data === "drain" && wake(true));
  setInterval(() => document.visibilityState === "visible" && wake(), LOOK_EACH);
  return wake(true);
};

/** Tries now. @param {boolean} [fresh] forget earlier failures */
export const wake = async (fresh = false) => {
  if (fresh) failures = 0;
  clearTimeout(timer);
  await endOldSession().catch(reportError);
  const done = await navigator.locks.request(drainLock(storeInUse()), { ifAvailable: true }, async (lock) => (lock ? once() : "busy"));
  // a round that began before this record was kept may not have seen it: look again when it is over
  if (done === "busy") timer = setTimeout(() => wake(), LOOK_AGAIN);
  failures = done ? 0 : failures + 1;
  if (done) return;
  timer = setTimeout(() => wake(), pause(failures, Math.random()));
  // only where there is no network at all: a server that is down would be asked again at once, and again
  if (!navigator.onLine) await askToBeWoken();
};

/** What is practised goes nowhere. */
const either = async () => ((await device())?.practice ? practised() : worked());

const worked = async () => {
  // what a worker noted while this officer was away, or another window sent for him
  if (isOpen()) await settleMarks().catch(reportError);
  const done = await round(world);
  if (status.online) sendForOthers().catch(reportError);
  return done;
};

const practised = async () => {
  if (isOver((await device())?.began, Date.now())) {
    await endPractice();
    location.assign("/may");
  }
  const online = navigator.onLine;
  const done = await practiceRound(online);
  tell({ online, device: "active", signedOut: false });
  return done;
};

/** A round that breaks in a way that nobody foresaw is told to the console and tried again. */
const once = () =>
  either().catch((error) => {
    reportError(error);
    return false;
  });
