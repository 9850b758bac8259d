// The service worker of an area's listeners: their pages open without a signal, and what waits is sent when it is
// back. `self.LISTENS` ({area, version, files}) stands before this text, written by the server.
import { configOf, endEditing, flush } from "./phone/outbox.js";

const { area, version, files } = self.LISTENS;
const FILES = `files-${area}-${version}`;
const PAGES = `pages-${area}`;
const PATIENCE = 4000; // milliseconds before a kept page is shown instead
const DAY = 86_400_000;

self.addEventListener("install", (event) => {
  const ask = (file) => new Request(file, { credentials: "same-origin" }); // a file's name changes with what is in it
  event.waitUntil(
    caches
      .open(FILES)
      .then((cache) => cache.addAll(files.map(ask)))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(`files-${area}-`) && name !== FILES) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

// The page to write on is shown at once as it was kept today: it keeps itself anew each time it is open (start.js). Not when
// the link was found to be over: the server says whom to see.
async function isForNow(path, kept) {
  const isToday = Math.abs(Date.now() - Date.parse(kept.headers.get("Date"))) < DAY;
  if (!isToday || path !== new URL(self.registration.scope).pathname) return false;
  return (await configOf(area).catch(() => null))?.isOpen ?? false;
}

async function page(request) {
  const cache = await caches.open(PAGES);
  const path = new URL(request.url).pathname;
  const now = await cache.match(path);
  if (now && (await isForNow(path, now))) return now;
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout?.(PATIENCE) });
    if (answer.status < 500) return answer;
    return (await cache.match(path)) ?? answer;
  } catch (error) {
    const kept = await cache.match(path);
    if (kept) return kept;
    throw error;
  }
}

// A link that was opened or closed, or anything else the server took: what was kept before is of no use.
async function posted(request) {
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect") await caches.delete(PAGES);
  return answer;
}

async function file(request) {
  const cache = await caches.open(FILES);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate" && request.method === "POST") event.respondWith(posted(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else event.respondWith(file(request));
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "outbox") return;
  event.waitUntil(
    (async () => {
      const config = await configOf(area);
      if (!config) return;
      await endEditing(area);
      await flush(config);
      for (const client of await self.clients.matchAll()) client.postMessage("flushed");
    })(),
  );
});
