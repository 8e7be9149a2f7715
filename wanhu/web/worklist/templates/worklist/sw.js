// Serves the shell without a network. Only the shell: nothing about a person passes through this file or its cache.
const VERSION = "wanhu-{{ version }}";
const ASSETS = {{ assets|safe }};

self.addEventListener("install", (event) => event.waitUntil(
  caches.open(VERSION).then((cache) => cache.addAll(["/phone/", ...ASSETS].map((one) => new Request(one, { cache: "reload" })))),
));
self.addEventListener("activate", (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.filter((one) => one.startsWith("wanhu-") && one !== VERSION).map((one) => caches.delete(one))))
    .then(() => self.clients.claim()),
));
// A new version waits until the page asks for it: never in the middle of a form.
self.addEventListener("message", (event) => { if (event.data === "take-over") self.skipWaiting(); });
self.addEventListener("fetch", (event) => {
  const where = new URL(event.request.url);
  const shell = event.request.mode === "navigate" && where.pathname === "/phone/";
  if (event.request.method !== "GET" || where.origin !== location.origin || !(shell || ASSETS.includes(where.pathname))) return;
  event.respondWith(caches.open(VERSION).then((cache) => cache.match(shell ? "/phone/" : where.pathname)).then((kept) => kept || fetch(event.request)));
});
