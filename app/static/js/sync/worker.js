/** The service worker: registered once; a new version waits until a person takes it. */

import { scriptUrl } from "../capture/workers.js";

/** @type {ServiceWorkerRegistration | undefined} */
let registration;

export const registerWorker = async () => {
  if (!("serviceWorker" in navigator)) return;
  registration = await navigator.serviceWorker.register(scriptUrl("/sw.js"), { scope: "/", updateViaCache: "none" });
};

export const updateWaits = () => Boolean(registration?.waiting);

export const applyUpdate = () => {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registration?.waiting?.postMessage("skip-waiting");
};
