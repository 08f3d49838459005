/**
 * Carries what the page has to tell to the bench, from a thread of its own. It reads
 * a memory that it shares with the page: each message would cost the page's main
 * thread as much as half a key.
 */

/** The code of the key that is due, and how many bugs arrived. */
export const DUE = 0;
export const ARRIVALS = 1;

function tell(what: string): void {
  const request = new XMLHttpRequest();
  request.open("POST", "/told", false);
  request.send(what);
}

/** Milliseconds between two looks: to be woken up by the page would cost it something too. */
const PAUSE = 4;

self.addEventListener("message", ({ data: board }: MessageEvent<Int32Array>) => {
  let due = 0;
  let arrivals = 0;
  for (;;) {
    Atomics.wait(board, DUE, due, PAUSE);
    const now = Atomics.load(board, DUE);
    const arrived = Atomics.load(board, ARRIVALS);
    for (; arrivals < arrived; arrivals += 1) tell("arrival");
    if (now !== due) tell(now === 10 ? "Enter" : String.fromCharCode(now));
    due = now;
  }
});
