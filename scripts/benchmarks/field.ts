/**
 * `npm run bench:field`: measures whether the field stays smooth. Runs the real field in Chromium with 40 bugs
 * and a typist of 120 words a minute, on a processor slowed down four times, and reads the main thread's work
 * from the browser's trace. The cost of a key is all script, style and layout until the next key. From the
 * arrival of a bug on, they count as the cost of the arrival. Exits with 1 when a limit is missed.
 *
 * Times are CPU times of the main thread, but other work on the machine lengthens them too: compare with
 * `SLOW_DOWN=1`. `BUGS`, `SECONDS` and `WARM_UP` (seconds) change the load, `SUMS=1` lists the time by kind of
 * work, `TRACE` and `PICTURE` name files in which to keep the trace and a screenshot.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import tailwindcss from "@tailwindcss/vite";
import { type CDPSession, chromium } from "playwright-core";
import { build } from "vite";
import { highlightsOf } from "../../app/code/highlight.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { ensureChromium } from "../development/chromium.ts";
import { root } from "../development/steps.ts";
import { type Figure, figuresOf, type HeapSize } from "./field/format.ts";
import { readTrace, startTrace } from "./field/trace.ts";

const BUGS = Number(process.env.BUGS ?? 40);
const SLOW_DOWN = Number(process.env.SLOW_DOWN ?? 4);
const KEY_PAUSE = 12_000 / 120;
const SECONDS = Number(process.env.SECONDS ?? 120);
/** Seconds of typing before the measurement, in which the page settles and the browser compiles the code. */
const WARM_UP = Number(process.env.WARM_UP ?? 10);

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "bench-field-"));
  await build({
    configFile: false,
    root: join(root, "scripts/benchmarks/field"),
    plugins: [tailwindcss()],
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
    logLevel: "warn",
  });
  return outDir;
}

/** Serves `folder`, and passes each message of the page to `onMessage`. */
async function serve(folder: string, onMessage: (message: string) => void) {
  const server = createServer(async (request, response) => {
    if (request.url === "/message") {
      onMessage(await text(request));
      response.writeHead(204).end();
      return;
    }
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    const body = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(body ? 200 : 404, {
      "Content-Type": TYPES[extname(path)] ?? "",
      // Required for memory that the page shares with its worker.
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function plan() {
  const [language, , , typescript] = LANGUAGES;
  const [, difficulty] = DIFFICULTIES;
  const snippets = (await readSnippets())
    .filter(
      (snippet) =>
        snippet.language === (typescript ?? language) && snippet.difficulty === difficulty,
    )
    .slice(0, 12);
  return {
    seed: 7,
    language: typescript ?? language,
    difficulty,
    mode: "standard" as const,
    engine_version: ENGINE_VERSION,
    snippets,
  };
}

/** Creates a typist, who types the key that the page asks for, one every `KEY_PAUSE`. */
function createTypist() {
  let nextKey = "";
  const arrivals: number[] = [];
  // Through the DevTools protocol, because Playwright's own call costs the page more than a key does.
  const press = async (cdp: CDPSession, key: string) => {
    const text = key === "Enter" ? "\r" : key;
    const code = key === " " ? "Space" : "";
    await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key, text, code });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code });
  };
  return {
    arrivals,
    onMessage(message: string) {
      if (message === "arrival") arrivals.push(performance.now());
      else nextKey = message;
    },
    async type(cdp: CDPSession, seconds: number): Promise<number> {
      const from = performance.now();
      let keys = 0;
      for (let at = from; at < from + seconds * 1000; at += KEY_PAUSE) {
        await sleep(Math.max(0, at - performance.now()));
        if (!nextKey) continue;
        await press(cdp, nextKey);
        keys += 1;
      }
      return keys;
    },
  };
}

/** Returns the size of the heap and the number of DOM nodes after a garbage collection. */
async function measureHeap(cdp: CDPSession): Promise<HeapSize> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { bytes: read("JSHeapUsedSize"), nodes: read("Nodes") };
}

/** Prints the figures. Returns whether all are within their limits. */
function report(figures: Figure[]): boolean {
  console.log(`| ${BUGS} bugs, ${SLOW_DOWN}× slower, ${SECONDS} s | measured | bar | |`);
  console.log("|---|--:|--:|---|");
  for (const { name, value, unit, limit, isMaximum } of figures) {
    const missed = limit !== undefined && (isMaximum ? value > limit : value < limit);
    const sign = isMaximum ? "≤" : "≥";
    const required = limit === undefined ? "" : `${sign} ${limit} ${unit}`;
    const mark = limit === undefined ? "" : missed ? "missed" : "held";
    console.log(`| ${name} | ${value.toFixed(2)} ${unit} | ${required} | ${mark} |`);
  }
  return figures.every(
    ({ value, limit, isMaximum }) =>
      limit === undefined || (isMaximum ? value <= limit : value >= limit),
  );
}

const folder = await buildPage();
const typist = createTypist();
const server = await serve(folder, typist.onMessage);
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => {
    throw error;
  });
  const cdp = await page.context().newCDPSession(page);
  await page.goto(server.origin);
  await cdp.send("Performance.enable");
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
  const benchPlan = await plan();
  await page.evaluate(([plan, highlights, bugs]) => window.bench(plan, highlights, bugs), [
    benchPlan,
    highlightsOf(benchPlan),
    BUGS,
  ] as const);
  await typist.type(cdp, WARM_UP);
  const before = await measureHeap(cdp);
  const stop = await startTrace(cdp);
  const keys = await typist.type(cdp, SECONDS);
  const file = await stop();
  const after = await measureHeap(cdp);
  const trace = readTrace(file);
  if (process.env.TRACE) await writeFile(process.env.TRACE, file);
  console.log(`${keys} keys, ${typist.arrivals.length} arrivals\n`);
  if (process.env.SUMS)
    for (const [name, ms] of [...trace.sums].sort((a, b) => b[1] - a[1]).slice(0, 25))
      console.log(`${ms.toFixed(0).padStart(8)} ms  ${name}`);
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  if (!report(figuresOf(trace, before, after))) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
}
