/** Registers the service worker, which makes the site playable without a network (record 57). */

/**
 * Called after the first finished run or drill, and where the site is installed: who only looks at a page does not download
 * the game. Browsers that refuse storage refuse it too, and play with a network only.
 */
export function registerServiceWorker(): void {
  navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
}
