/** Calls the Worker's cron job in development, because `wrangler dev` never does. */

/** How often it runs: the same as in `wrangler.toml`. */
const EVERY_MINUTES = 5;
export const CRON = `*/${EVERY_MINUTES} * * * *`;
/** Long enough for the first pages to be served before it. */
const FIRST_MS = 5_000;

/** wrangler's address for calling the scheduled handler. */
const HANDLER = `/cdn-cgi/local/scheduled?cron=${encodeURIComponent(CRON)}`;

/**
 * Calls the cron job of the site at `origin` soon, and then every five minutes, until the returned function is
 * called. Keeps no process alive. A call that fails is reported, and the next one is made all the same.
 */
export function startCron(
  origin: string,
  report: (problem: string) => void,
  { first = FIRST_MS, every = EVERY_MINUTES * 60_000 } = {},
): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const call = async () => {
    try {
      const response = await fetch(origin + HANDLER, { signal });
      const text = await response.text();
      if (!response.ok) report(`The cron job failed with ${response.status}: ${text}`);
    } catch (error) {
      if (!signal.aborted) report(`The cron job could not be called: ${error}`);
    }
    schedule(every);
  };
  const schedule = (delay: number) => {
    if (signal.aborted) return;
    const timer = setTimeout(call, delay);
    timer.unref();
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
  schedule(first);
  return () => stopped.abort();
}
