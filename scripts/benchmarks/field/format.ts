/** Computes the figures of `bench:field` and their limits from a trace. */
import type { Span, Trace } from "./trace.ts";

export interface HeapSize {
  bytes: number;
  nodes: number;
}

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** A figure without a limit is only printed. */
  limit?: number;
  /** Whether the limit is a maximum; otherwise it is a minimum. */
  isMaximum?: boolean;
}

const length = ([from, to]: Span) => to - from;
const total = (values: number[]) => values.reduce((result, value) => result + value, 0);
const sum = (spans: Span[]) => total(spans.map(length));

/** Returns the parts of `spans` between `from` and `to`. */
const within = (spans: Span[], from: number, to: number): Span[] =>
  spans
    .map(([a, b]): Span => [Math.max(a, from), Math.min(b, to)])
    .filter((span) => length(span) > 0);

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function figuresOf(trace: Trace, before: HeapSize, after: HeapSize): Figure[] {
  const { keys, clock, tasks, work, gaps, arrivals } = trace;
  const [begin, end] = [keys[0]?.[0] ?? 0, keys.at(-1)?.[0] ?? 0];
  const passed = (clock.at(-1) ?? 0) - (clock[0] ?? 0);
  const tasksBetweenKeys = within(tasks, begin, end);
  const ends = keys.slice(0, -1).map(([from], index) => {
    const next = keys[index + 1]?.[0] ?? end;
    return arrivals.find((at) => at > from && at < next) ?? next;
  });
  const costs = ends.map((until, index) => sum(within(work, keys[index]?.[0] ?? until, until)));
  const arrivalCosts = arrivals.map((at) => {
    const next = keys.find(([from]) => from > at)?.[0] ?? end;
    return sum(within(work, at, next));
  });
  const gapsPassed = total(gaps.map((gap) => gap.passed));
  const shareOfGaps = (part: "busy" | "lookingForGpu") =>
    (100 * total(gaps.map((gap) => gap[part]))) / gapsPassed;
  const megabyte = 1 << 20;
  return [
    {
      name: "longest task",
      value: Math.max(...tasksBetweenKeys.map(length)),
      unit: "ms",
      limit: 50,
      isMaximum: true,
    },
    { name: "… by the clock on the wall", value: trace.longestByClock, unit: "ms" },
    {
      name: "script, style, layout a key: median",
      value: quantile(costs, 0.5),
      unit: "ms",
      limit: 4,
      isMaximum: true,
    },
    {
      name: "… 99th percentile",
      value: quantile(costs, 0.99),
      unit: "ms",
      limit: 16,
      isMaximum: true,
    },
    {
      name: `an arrival (${arrivalCosts.length}): the longest`,
      value: Math.max(0, ...arrivalCosts),
      unit: "ms",
    },
    {
      name: `main thread idle between keys (${gaps.length} of ${keys.length - 1} gaps)`,
      value: 100 - shareOfGaps("busy"),
      unit: "%",
      limit: 90,
    },
    {
      name: "… and looking for the GPU that this machine lacks, not counted",
      value: shareOfGaps("lookingForGpu"),
      unit: "%",
    },
    {
      name: "… keys and their frames included",
      value: 100 * (1 - sum(tasksBetweenKeys) / passed),
      unit: "%",
    },
    {
      name: "heap grew by",
      value: (after.bytes - before.bytes) / megabyte,
      unit: "MB",
      limit: 1,
      isMaximum: true,
    },
    {
      name: "nodes more than before",
      value: after.nodes - before.nodes,
      unit: "",
      limit: 500,
      isMaximum: true,
    },
  ];
}
