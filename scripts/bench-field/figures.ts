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

/** What follows a key within this time, milliseconds, is shown in the frame of that key. */
const FRAME = 50;

const length = ([from, to]: Span) => to - from;
const sum = (spans: Span[]) => spans.reduce((total, span) => total + length(span), 0);

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
  const { keys, tasks, work, whole } = trace;
  const [begin, end] = whole;
  const all = within(tasks, begin, end);
  const starts = keys.map(([from]) => from);
  const costs: number[] = [];
  let between = 0;
  let busy = 0;
  starts.slice(0, -1).forEach((from, index) => {
    const to = starts[index + 1] ?? end;
    costs.push(sum(within(work, from, to)));
    if (to - from <= FRAME) return;
    between += to - from - FRAME;
    busy += sum(within(tasks, from + FRAME, to));
  });
  const megabyte = 1 << 20;
  return [
    { name: "longest task", value: Math.max(...all.map(length)), unit: "ms", bar: 50, most: true },
    {
      name: "script, style, layout a key: median",
      value: quantile(costs, 0.5),
      unit: "ms",
      bar: 4,
      most: true,
    },
    { name: "… 99th percentile", value: quantile(costs, 0.99), unit: "ms", bar: 16, most: true },
    {
      name: "main thread idle between keys",
      value: 100 * (1 - busy / between),
      unit: "%",
      bar: 90,
    },
    {
      name: "main thread idle altogether",
      value: 100 * (1 - sum(all) / (end - begin)),
      unit: "%",
    },
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
