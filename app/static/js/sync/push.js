/** Messages that come while the app is shut: this browser is told from now on, or no more. Asked for by a button only. */

import { fromB64u } from "../core/encoding.js";
import { getJson, postJson } from "./office.js";
import { registerWorker } from "./worker.js";

/** Whether a push can reach this browser at all: an iPhone's only when the app is on its home screen. */
export const canPush = () => "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

/** The subscription of this browser, or null. */
export const subscribed = async () => {
  if (!canPush()) return null;
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ?? null;
};

/** False when the person did not allow it. @param {string} [device] the phone's id, so that it ends with the phone */
export const turnOn = async (device = "") => {
  if ((await Notification.requestPermission()) !== "granted") return false;
  await registerWorker();
  const registration = await navigator.serviceWorker.ready;
  const { key } = await getJson("/thong-bao/khoa");
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: fromB64u(key) });
  await postJson("/thong-bao/may", { ...made.toJSON(), device });
  return true;
};

export const turnOff = async () => {
  const found = await subscribed();
  if (!found) return;
  await postJson("/thong-bao/may/bo", { endpoint: found.endpoint });
  await found.unsubscribe();
};

/** The phone is another officer's from now on: what the one before turned on ends with him. */
export const handOn = async () => {
  await (await subscribed())?.unsubscribe();
};

/** The number on the app's icon, where the system shows one. @param {number} count */
export const badge = (count) => {
  const own = /** @type {any} */ (navigator);
  if (count) own.setAppBadge?.(count)?.catch(() => {});
  else own.clearAppBadge?.()?.catch(() => {});
};
