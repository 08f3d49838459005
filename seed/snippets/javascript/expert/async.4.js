import { setTimeout as sleep } from "node:timers/promises";

export async function waitForJob(id, { signal, limit = 60_000 } = {}) {
  const deadline = Date.now() + limit;
  let pause = 250;
  while (Date.now() < deadline) {
    const reply = await fetch(`/jobs/${id}`, { signal });
    const { state, result, reason } = await reply.json();
    if (state === "done") return result;
    if (state === "failed") throw new Error(reason);
    const jitter = Math.random() * 100;
    await sleep(pause + jitter, null, { signal });
    pause = Math.min(pause * 2, 5000);
  }
  throw new Error(`Job ${id} is still busy`);
}
