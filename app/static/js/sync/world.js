/** The real clock, network and store of a round, for the page and for the worker that sends what other officers left. */

import { forgetGone, keepChanges } from "../store/changes.js";
import { device, keepDevice, keepMeta, meta } from "../store/device.js";
import { keepPacket, markStub, mayReceive, packets, part, purge } from "../store/outbox.js";
import { getJson, postAs, tus } from "./office.js";

/** @param {import("./round.js").World["tell"]} tell @returns {import("./round.js").World} over the store in use */
export const realWorld = (tell) => ({
  clock: { now: () => Date.now(), tick: () => performance.now() },
  office: { getJson, postAs, tus },
  store: { device, forgetGone, keepDevice, meta, keepMeta, keepChanges, keepPacket, markStub, mayReceive, packets, part, purge },
  pieces: { first: 32 * 1024, smallest: 16 * 1024, largest: 1024 * 1024 },
  tell,
});
