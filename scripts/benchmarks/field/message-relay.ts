/**
 * A worker that sends the page's messages to the benchmark. It reads them from memory that it shares with the
 * page, because each posted message would cost the page's main thread as much as half a key.
 */

/** Indexes of the shared memory: the code of the next key, and the number of bugs that have arrived. */
export const NEXT_KEY = 0;
export const ARRIVALS = 1;

function send(message: string): void {
  const request = new XMLHttpRequest();
  request.open("POST", "/message", false);
  request.send(message);
}

/** Milliseconds between two reads. The page does not wake the worker, because that would cost its main thread time. */
const PAUSE = 4;

self.addEventListener("message", ({ data: sharedMemory }: MessageEvent<Int32Array>) => {
  let key = 0;
  let arrivals = 0;
  for (;;) {
    Atomics.wait(sharedMemory, NEXT_KEY, key, PAUSE);
    const nextKey = Atomics.load(sharedMemory, NEXT_KEY);
    const arrived = Atomics.load(sharedMemory, ARRIVALS);
    for (; arrivals < arrived; arrivals += 1) send("arrival");
    if (nextKey !== key) send(nextKey === 10 ? "Enter" : String.fromCharCode(nextKey));
    key = nextKey;
  }
});
