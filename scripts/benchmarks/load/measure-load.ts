/** Sends requests as fast as they are answered, several at once, and measures throughput, latency and CPU time. */
import { processorSeconds } from "./processes.ts";

export interface LoadResult {
  name: string;
  perSecond: number;
  /** Latency in milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  failed: number;
  /** Milliseconds of CPU time for each request, by program. */
  costs: Record<string, number>;
}

const quantile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

interface Load {
  name: string;
  /** Sends request number `n`. Resolves to false when there is nothing left to send, and rejects when it failed. */
  request: (n: number) => Promise<boolean>;
  atOnce: number;
  seconds: number;
  /** The process ids of each program whose CPU time is counted. */
  programs: Record<string, () => number[]>;
}

/** Sends requests in `atOnce` lanes for `seconds`, and returns the measurements. */
export async function measureLoad(load: Load): Promise<LoadResult> {
  const { name, request, atOnce, seconds, programs } = load;
  const cpuSeconds = () =>
    Object.entries(programs).map(([key, pids]) => [key, processorSeconds(pids())] as const);
  const times: number[] = [];
  let failed = 0;
  let n = 0;
  const before = new Map(cpuSeconds());
  const started = performance.now();
  const until = started + seconds * 1000;
  const lane = async () => {
    while (performance.now() < until) {
      const sentAt = performance.now();
      n += 1;
      try {
        if (!(await request(n))) return;
        times.push(performance.now() - sentAt);
      } catch {
        failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const elapsed = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const costs = cpuSeconds().map(([key, value]) => [
    key,
    (1000 * (value - (before.get(key) ?? 0))) / times.length,
  ]);
  return {
    name,
    perSecond: times.length / elapsed,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    failed,
    costs: Object.fromEntries(costs),
  };
}
