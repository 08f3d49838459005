/**
 * Takes the place of the service worker when that must go: it deletes all that was kept, and itself (docs/operations.md).
 * Open tabs go on without it.
 */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (event) => {
  const deleteAll = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(deleteAll());
});

export {};
