/** What the page's main thread did, from Chromium's trace. */
import type { CDPSession } from "playwright-core";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args?: { data?: { type?: string; functionName?: string } };
}

/** From and to, in milliseconds. */
export type Span = [from: number, to: number];

export interface Trace {
  tasks: Span[];
  /** Script, style and layout, each moment once. */
  work: Span[];
  /** When keys went down. */
  keys: Span[];
  /** Of each name, the whole time. */
  sums: Map<string, number>;
  whole: Span;
}

const CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,v8";
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
  const span = ({ ts, dur = 0 }: TraceEvent): Span => [ts / 1000, (ts + dur) / 1000];
  const sums = new Map<string, number>();
  for (const { name, dur = 0 } of own) sums.set(name, (sums.get(name) ?? 0) + dur / 1000);
  const tasks = own.filter(({ name }) => name === "RunTask").map(span);
  const keys = own.filter(isKey).map(span);
  return {
    tasks: union(tasks),
    work: union(own.filter(({ name }) => WORK.has(name)).map(span)),
    keys,
    sums,
    whole: [keys[0]?.[0] ?? 0, keys.at(-1)?.[1] ?? 0],
  };
}
