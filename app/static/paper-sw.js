/** Keeps one page without data: what a paper's code says can be checked where there is no network. Knows no paper. */

const FILES = /*FILES*/ [];
const VERSION = /*VERSION*/ "";
const CACHE = `paper-${VERSION}`;

const install = async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((url) => new Request(url, { cache: "no-cache", credentials: "omit" })));
  await self.skipWaiting();
};

const clean = async () => {
  for (const name of await caches.keys()) if (name.startsWith("paper-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
};

/** The paper's own page whenever somebody answers; else the page that judges the code alone. */
const page = async (request) => {
  try {
    return await fetch(request);
  } catch {
    return (await caches.open(CACHE)).match(FILES[0]);
  }
};

const file = async (request) => (await (await caches.open(CACHE)).match(request)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(file(event.request));
});
