/** Records Chromium's trace, and reads from it what the page's main thread did. */
import type { CDPSession } from "playwright-core";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds: `ts` and `dur` are wall-clock time, `tts` and `tdur` CPU time of the thread. */
  ts: number;
  dur?: number;
  tts?: number;
  tdur?: number;
  args?: { data?: { type?: string; functionName?: string }; src_func?: string };
}

/** From and to, in milliseconds. */
export type Span = [from: number, to: number];

/**
 * What the main thread did. Spans are in its CPU time, which includes the slow-down but not other work of the
 * machine.
 */
export interface Trace {
  tasks: Span[];
  /** Script, style and layout, with overlapping spans merged. */
  work: Span[];
  /** The handling of each pressed key, and its start in wall-clock time. */
  keys: Span[];
  clock: number[];
  /** The starts of the tasks in which a bug arrived. What follows until the next key is the cost of the arrival. */
  arrivals: number[];
  /**
   * From the end of each key's frame to the next key: the wall-clock time, the CPU time of it, and that of looking for
   * a GPU, which is not part of `busy`.
   */
  gaps: { passed: number; busy: number; lookingForGpu: number }[];
  /** The longest task in wall-clock time. */
  longestByClock: number;
  /** The total CPU time of each kind of event. */
  sums: Map<string, number>;
}

const CATEGORIES =
  globalThis.process?.env.CATEGORIES ??
  "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing,toplevel";
/** The name of the page's user-timing mark for an arrival. */
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

/** Starts tracing. Returns a function that stops it and resolves to the trace as JSON text. */
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

/** Merges overlapping spans. */
function union(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/**
 * Where there is no GPU, each frame of a canvas in a worker makes the main thread look for one again. Such a task has
 * nothing of the page, and does not exist where there is a GPU.
 */
const isSearchForGpu = ({ name, args }: TraceEvent) =>
  name === "ThreadControllerImpl::RunTask" && args?.src_func === "CreateContextProviderIfNeeded";

/** Returns the idle gaps. A key ends with the frame that shows it; there is no gap if the next key came before that. */
function gapsOf(threadEvents: TraceEvent[]): Trace["gaps"] {
  const named = (wanted: string) => threadEvents.filter(({ name }) => name === wanted);
  const tasks = named("RunTask");
  const commits = named("Commit");
  const searches = threadEvents.filter(isSearchForGpu);
  const events = named("EventDispatch");
  const ups = events.filter(({ args }) => args?.data?.type === "keyup");
  const downs = events.filter(({ args }) => args?.data?.type === "keydown");
  const taskAt = (at: number) => tasks.findLast(({ ts }) => ts <= at);
  return downs.slice(0, -1).flatMap(({ ts: down }, index) => {
    // Style that the browser computes before it dispatches the key belongs to the key.
    const next = taskAt(downs[index + 1]?.ts ?? down)?.ts ?? down;
    const up = ups.findLast(({ ts }) => ts >= down && ts < next)?.ts ?? down;
    const shown = commits.find(({ ts }) => ts >= up && ts < next)?.ts;
    const last = shown === undefined ? undefined : taskAt(shown);
    if (!last) return [];
    const end = last.ts + (last.dur ?? 0);
    if (end >= next) return [];
    const timeOf = (events: TraceEvent[]) =>
      events
        .filter(({ ts }) => ts >= end && ts < next)
        .reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
    const lookingForGpu = timeOf(searches);
    return [{ passed: (next - end) / 1000, busy: timeOf(tasks) - lookingForGpu, lookingForGpu }];
  });
}

/** Reads the trace of `startTrace`. */
export function readTrace(text: string): Trace {
  const { traceEvents } = JSON.parse(text) as { traceEvents: TraceEvent[] };
  const isKey = ({ name, args }: TraceEvent) =>
    name === "EventDispatch" && args?.data?.type === "keydown";
  // The page's main thread is the one that receives the keys.
  const first = traceEvents.find(isKey);
  if (!first) throw new Error("No key in the trace");
  const threadEvents = traceEvents.filter(
    ({ pid, tid, ph }) => pid === first.pid && tid === first.tid && ph === "X",
  );
  const span = ({ tts = 0, tdur = 0 }: TraceEvent): Span => [tts / 1000, (tts + tdur) / 1000];
  const sums = new Map<string, number>();
  for (const { name, tdur = 0 } of threadEvents)
    sums.set(name, (sums.get(name) ?? 0) + tdur / 1000);
  const tasks = threadEvents.filter(({ name }) => name === "RunTask");
  const presses = threadEvents.filter(isKey);
  const marks = traceEvents.filter(
    ({ name, pid, tid }) => name === ARRIVAL && pid === first.pid && tid === first.tid,
  );
  return {
    tasks: tasks.map(span),
    work: union(threadEvents.filter(({ name }) => WORK.has(name)).map(span)),
    keys: presses.map(span),
    clock: presses.map(({ ts }) => ts / 1000),
    arrivals: marks.map(({ ts }) => (tasks.findLast((task) => task.ts <= ts)?.tts ?? 0) / 1000),
    gaps: gapsOf(threadEvents),
    longestByClock: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    sums,
  };
}
