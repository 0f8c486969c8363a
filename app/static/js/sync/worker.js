/** The service worker: registered once; a new version waits until a person takes it. */

import { getJson } from "./office.js";
import { scriptUrl } from "../capture/workers.js";

/** @type {ServiceWorkerRegistration | undefined} */
let registration;

export const registerWorker = async () => {
  if (!("serviceWorker" in navigator)) return;
  registration = await navigator.serviceWorker.register(scriptUrl("/sw.js"), { scope: "/", updateViaCache: "none" });
};

/** Throws away the app as this phone keeps it, never what lies in its store, and fetches it anew; false, and nothing done, unless the server answers. */
export const forgetShell = async () => {
  // a portal's page is no answer: only our own words are in this shape
  const alive = await getJson("/api/beacon").catch(() => null);
  if (!alive?.beacon) return false;
  await registration?.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
  location.reload();
  return true;
};

/** Where the system can, it wakes the app when the network is back; a wake-up of the same courier, nothing more. */
export const askToBeWoken = async () => {
  try {
    await /** @type {any} */ (registration)?.sync?.register("drain");
  } catch {
    // the person forbade it: start, sight, network and button are left
  }
};

export const updateWaits = () => Boolean(registration?.waiting);

export const applyUpdate = () => {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registration?.waiting?.postMessage("skip-waiting");
};
