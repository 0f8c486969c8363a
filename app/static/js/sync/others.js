/** The phone's other officers: what they finished goes too while somebody else works, and the session of who worked before ends. */

import { askWorker } from "../capture/workers.js";
import { device, keepMeta, meta } from "../store/device.js";
import { handed } from "../store/hand.js";
import { others } from "../store/officers.js";
import { sayHanded } from "../store/sentinel.js";
import { handOn } from "./push.js";
import { endSession } from "./session.js";

/** The lock under which a store is drained: one window, or worker, at a time. @param {string} store */
export const drainLock = (store) => `${store}-drain`;

let sending = false;

/** One round for each of them; a store that a window of its own drains is left to it. */
export const sendForOthers = async () => {
  // the worker has one store at a time
  if (sending) return;
  sending = true;
  try {
    for (const { store } of await others())
      await navigator.locks.request(drainLock(store), { ifAvailable: true }, (lock) => lock && askWorker("others-worker", { store }, []));
  } finally {
    sending = false;
  }
};

/** Until the commune has heard it: who took the phone over works in no session of the officer before. */
export const endOldSession = async () => {
  if (!(await meta("oldSession"))) return;
  if (!(await endSession((await device())?.author))) return;
  await handOn();
  await keepMeta("oldSession", false);
  sayHanded(Boolean(await handed()));
};
