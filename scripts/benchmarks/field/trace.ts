/** What the page's main thread did, from Chromium's trace. */
import type { CDPSession } from "playwright-core";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds by the clock, and of the thread's own time. */
  ts: number;
  dur?: number;
  tts?: number;
  tdur?: number;
  args?: { data?: { type?: string; functionName?: string } };
}

/** From and to, in milliseconds. */
export type Span = [from: number, to: number];

/**
 * Spans are of the main thread's own time: the slow-down runs on that clock too, but
 * not what else the machine does meanwhile.
 */
export interface Trace {
  tasks: Span[];
  /** Script, style and layout, each moment once. */
  work: Span[];
  /** When keys went down, and when by the clock on the wall. */
  keys: Span[];
  clock: number[];
  /** When the tasks began in which a bug arrived: what follows, until the next key, is the arrival's. */
  arrivals: number[];
  /** From each key's frame to the next key: how long by the clock, and how much of it was work. */
  gaps: { passed: number; busy: number }[];
  /** The longest task by the clock on the wall. */
  longestByClock: number;
  /** Of each name, the whole time. */
  sums: Map<string, number>;
}

const CATEGORIES =
  globalThis.process?.env.CATEGORIES ??
  "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing";
/** The mark that the page leaves in its trace. */
export const ARRIVAL = "arrival";
const WORK = new Set([
  "EventDispatch",
  "FunctionCall",
  "EvaluateScript",
  "TimerFire",
  "FireAnimationFrame",
  "RunMicrotasks",
  "UpdateLayoutTree",
  "Layout",
]);

/** Begins to trace; what it returns ends that and gives the trace as text. */
export async function startTrace(cdp: CDPSession): Promise<() => Promise<string>> {
  await cdp.send("Tracing.start", {
    transferMode: "ReturnAsStream",
    traceConfig: {
      recordMode: "recordUntilFull",
      traceBufferSizeInKb: 600_000,
      includedCategories: CATEGORIES.split(","),
    },
  });
  return async () => {
    const complete = new Promise<string>((resolve, reject) => {
      cdp.once("Tracing.tracingComplete", ({ stream, dataLossOccurred }) => {
        if (dataLossOccurred || !stream) reject(new Error("The trace lost some of its data"));
        else resolve(stream);
      });
    });
    await cdp.send("Tracing.end");
    const handle = await complete;
    const pieces: string[] = [];
    for (let eof = false; !eof; ) {
      const piece = await cdp.send("IO.read", { handle, size: 1 << 20 });
      pieces.push(piece.data);
      eof = piece.eof;
    }
    await cdp.send("IO.close", { handle });
    return pieces.join("");
  };
}

/** Spans that overlap or lie in one another, as one. */
function union(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** A key ends with the frame that shows it; a key without a gap was still being answered. */
function gapsOf(own: TraceEvent[]): Trace["gaps"] {
  const named = (wanted: string) => own.filter(({ name }) => name === wanted);
  const tasks = named("RunTask");
  const commits = named("Commit");
  const events = named("EventDispatch");
  const ups = events.filter(({ args }) => args?.data?.type === "keyup");
  const downs = events.filter(({ args }) => args?.data?.type === "keydown");
  const taskAt = (at: number) => tasks.findLast(({ ts }) => ts <= at);
  return downs.slice(0, -1).flatMap(({ ts: down }, index) => {
    // The browser makes style before it hands the key over: that belongs to the key.
    const next = taskAt(downs[index + 1]?.ts ?? down)?.ts ?? down;
    const up = ups.findLast(({ ts }) => ts >= down && ts < next)?.ts ?? down;
    const shown = commits.find(({ ts }) => ts >= up && ts < next)?.ts;
    const last = shown === undefined ? undefined : taskAt(shown);
    if (!last) return [];
    const end = last.ts + (last.dur ?? 0);
    const within = tasks.filter(({ ts }) => ts >= end && ts < next);
    const busy = within.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
    return end < next ? [{ passed: (next - end) / 1000, busy: busy / 1000 }] : [];
  });
}

export function readTrace(text: string): Trace {
  const { traceEvents } = JSON.parse(text) as { traceEvents: TraceEvent[] };
  const isKey = ({ name, args }: TraceEvent) =>
    name === "EventDispatch" && args?.data?.type === "keydown";
  // The page's main thread is where the keys arrive.
  const first = traceEvents.find(isKey);
  if (!first) throw new Error("No key in the trace");
  const own = traceEvents.filter(
    ({ pid, tid, ph }) => pid === first.pid && tid === first.tid && ph === "X",
  );
  const span = ({ tts = 0, tdur = 0 }: TraceEvent): Span => [tts / 1000, (tts + tdur) / 1000];
  const sums = new Map<string, number>();
  for (const { name, tdur = 0 } of own) sums.set(name, (sums.get(name) ?? 0) + tdur / 1000);
  const tasks = own.filter(({ name }) => name === "RunTask");
  const presses = own.filter(isKey);
  const marks = traceEvents.filter(
    ({ name, pid, tid }) => name === ARRIVAL && pid === first.pid && tid === first.tid,
  );
  return {
    tasks: tasks.map(span),
    work: union(own.filter(({ name }) => WORK.has(name)).map(span)),
    keys: presses.map(span),
    clock: presses.map(({ ts }) => ts / 1000),
    arrivals: marks.map(({ ts }) => (tasks.findLast((task) => task.ts <= ts)?.tts ?? 0) / 1000),
    gaps: gapsOf(own),
    longestByClock: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    sums,
  };
}
