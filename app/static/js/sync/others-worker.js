/** Sends what the phone's other officers left waiting: one store at a time, its vault shut, so that nothing of it is read. */

import { useStore } from "../store/database.js";
import { round } from "./round.js";
import { realWorld } from "./world.js";

const world = realWorld(() => {});

self.onmessage = async ({ data: { id, store } }) => {
  try {
    useStore(store);
    self.postMessage({ id, result: await round(world) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
