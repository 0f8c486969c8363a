/** Caches the phone's shell and nothing else; knows no case. The list is written in by the server. */

const FILES = /*PRECACHE*/ {};
const VERSION = /*VERSION*/ "";
const CACHE = `tannha-${VERSION}`;
const SHELL = "/may";

const hex = (data) => [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** All or nothing: what did not change is copied, what is fetched must hash to its entry in the list. */
const install = async () => {
  const older = await Promise.all((await caches.keys()).filter((name) => name.startsWith("tannha-") && name !== CACHE).map((name) => caches.open(name)));
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(FILES).map(([url, hash]) => take(cache, older, url, hash)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
};

const take = async (cache, older, url, hash) => {
  for (const one of older) {
    const kept = await one.match(url);
    if (kept?.headers.get("x-hash") === hash) return cache.put(url, kept);
  }
  const response = await fetch(url, { cache: "no-cache", credentials: "omit" });
  const data = await response.arrayBuffer();
  if (!response.ok || response.redirected || hex(await crypto.subtle.digest("SHA-256", data)) !== hash) throw new Error(`not whole: ${url}`);
  const headers = new Headers(response.headers);
  headers.set("x-hash", hash);
  headers.delete("content-encoding");
  headers.delete("set-cookie");
  return cache.put(url, new Response(data, { headers }));
};

const clean = async () => {
  for (const name of await caches.keys()) if (name.startsWith("tannha-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
};

const cached = async (url, request) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) ?? fetch(request);
};

/** Out of sight for so long, and the phone asks for the PIN again. */
const AWAY = 300_000;
/**
 * The key of the open vault, in memory only and never on disk: a page that is loaded anew while the officer works need not ask again.
 * `away`: since when no page was seen.
 */
let kept = null;

const ofVault = ({ act, device, key, at }, event) => {
  if (!new URL(event.source.url).pathname.startsWith(SHELL)) return;
  if (kept?.away && Math.abs(at - kept.away) >= AWAY) kept = null;
  if (act === "keep") kept = { device, key, away: 0 };
  else if (act === "drop") kept = null;
  else if (act === "away" && kept) kept.away = at;
  else if (act === "back" && kept) kept.away = 0;
  else if (act === "ask") event.ports[0].postMessage(kept?.device === device ? kept.key : null);
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") self.skipWaiting();
  else if (event.data?.vault) ofVault(event.data.vault, event);
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const isPhone = url.pathname === SHELL || url.pathname.startsWith(`${SHELL}/`);
  if (event.request.mode === "navigate" && isPhone) event.respondWith(cached(SHELL, event.request));
  else if (url.pathname in FILES && event.request.mode !== "navigate") event.respondWith(cached(url.pathname, event.request));
});

/** A message is shown as it was sent: two general sentences, and the page that it opens. */
const shown = async (data) => {
  const { web_push: form, notification } = data?.json() ?? {};
  if (form !== 8030 || !notification) return;
  const { title, body, navigate, tag, lang } = notification;
  await self.registration.showNotification(title, { body, tag, lang, icon: "/static/dist/icons/icon-192.png", data: { navigate } });
};

/** Only a page of our own is opened. */
const opened = async ({ navigate }) => {
  const url = new URL(navigate ?? "/", self.location.origin);
  if (url.origin !== self.location.origin) return;
  const [page] = (await self.clients.matchAll({ type: "window" })).filter((one) => new URL(one.url).pathname === url.pathname);
  await (page ? page.focus() : self.clients.openWindow(url.pathname));
};

self.addEventListener("push", (event) => event.waitUntil(shown(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(opened(event.notification.data ?? {}));
});

const wakePages = async () => {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage("drain");
};

/** A wake-up only: the page sends. */
self.addEventListener("sync", (event) => event.waitUntil(wakePages()));
