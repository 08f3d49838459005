/** Carries what the page has to tell to the bench, from a thread of its own. */
let last = Promise.resolve<unknown>(undefined);

self.addEventListener("message", ({ data }: MessageEvent<string>) => {
  last = last.then(() => fetch("/told", { method: "POST", body: data }));
});
