/** Asks as fast as answers come, by so many at once, for a while. */
import { processorSeconds } from "./processes.ts";

export interface Driven {
  name: string;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  failed: number;
  /** Milliseconds of processor time for each, by who used it. */
  costs: Record<string, number>;
}

const quantile = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;

interface Load {
  name: string;
  /** One request; false when there is nothing left to ask. @throws when it failed */
  ask: (n: number) => Promise<boolean>;
  atOnce: number;
  seconds: number;
  /** Whose processor time is counted. */
  who: Record<string, () => number[]>;
}

export async function drive({ name, ask, atOnce, seconds, who }: Load): Promise<Driven> {
  const spent = () =>
    Object.entries(who).map(([key, pids]) => [key, processorSeconds(pids())] as const);
  const times: number[] = [];
  let failed = 0;
  let n = 0;
  const before = new Map(spent());
  const started = performance.now();
  const until = started + seconds * 1000;
  const lane = async () => {
    while (performance.now() < until) {
      const sent = performance.now();
      n += 1;
      try {
        if (!(await ask(n))) return;
        times.push(performance.now() - sent);
      } catch {
        failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const elapsed = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const costs = spent().map(([key, value]) => [
    key,
    (1000 * (value - (before.get(key) ?? 0))) / times.length,
  ]);
  return {
    name,
    perSecond: times.length / elapsed,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    failed,
    costs: Object.fromEntries(costs),
  };
}
