/** The figures that the bars are about, from a trace. */
import type { Span, Trace } from "./trace.ts";

export interface Mark {
  bytes: number;
  nodes: number;
}

export interface Figures {
  name: string;
  value: number;
  unit: string;
  /** Without one it is only told. */
  bar?: number;
  /** Whether the bar is the most, not the least. */
  most?: boolean;
}

const length = ([from, to]: Span) => to - from;
const total = (values: number[]) => values.reduce((all, value) => all + value, 0);
const sum = (spans: Span[]) => total(spans.map(length));

/** What of `spans` lies between `from` and `to`. */
const within = (spans: Span[], from: number, to: number): Span[] =>
  spans
    .map(([a, b]): Span => [Math.max(a, from), Math.min(b, to)])
    .filter((span) => length(span) > 0);

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function figuresOf(trace: Trace, before: Mark, after: Mark): Figures[] {
  const { keys, clock, tasks, work, gaps, arrivals } = trace;
  const [begin, end] = [keys[0]?.[0] ?? 0, keys.at(-1)?.[0] ?? 0];
  const passed = (clock.at(-1) ?? 0) - (clock[0] ?? 0);
  const all = within(tasks, begin, end);
  const ends = keys.slice(0, -1).map(([from], index) => {
    const next = keys[index + 1]?.[0] ?? end;
    return arrivals.find((at) => at > from && at < next) ?? next;
  });
  const costs = ends.map((until, index) => sum(within(work, keys[index]?.[0] ?? until, until)));
  const hits = arrivals.map((at) => {
    const next = keys.find(([from]) => from > at)?.[0] ?? end;
    return sum(within(work, at, next));
  });
  const megabyte = 1 << 20;
  return [
    { name: "longest task", value: Math.max(...all.map(length)), unit: "ms", bar: 50, most: true },
    { name: "… by the clock on the wall", value: trace.longestByClock, unit: "ms" },
    {
      name: "script, style, layout a key: median",
      value: quantile(costs, 0.5),
      unit: "ms",
      bar: 4,
      most: true,
    },
    { name: "… 99th percentile", value: quantile(costs, 0.99), unit: "ms", bar: 16, most: true },
    { name: `an arrival (${hits.length}): the longest`, value: Math.max(0, ...hits), unit: "ms" },
    {
      name: `main thread idle between keys (${gaps.length} of ${keys.length - 1} gaps)`,
      value: 100 * (1 - total(gaps.map(({ busy }) => busy)) / total(gaps.map((gap) => gap.passed))),
      unit: "%",
      bar: 90,
    },
    { name: "… keys and their frames included", value: 100 * (1 - sum(all) / passed), unit: "%" },
    {
      name: "heap grew by",
      value: (after.bytes - before.bytes) / megabyte,
      unit: "MB",
      bar: 1,
      most: true,
    },
    {
      name: "nodes more than before",
      value: after.nodes - before.nodes,
      unit: "",
      bar: 500,
      most: true,
    },
  ];
}
