/**
 * `npm run bench:field`: whether the field stays smooth. The real field in Chromium,
 * 40 bugs on it, a typist of 120 words a minute, on a processor slowed down four times;
 * what the main thread did is read from the browser's own trace. A key's cost is all script, style and
 * layout until the next key, or until a bug arrives: what that costs is told apart. Ends with 1 when a
 * bar is missed.
 *
 * Times are of the main thread's own clock, yet a machine that does other things
 * meanwhile lengthens them: compare with `SLOW_DOWN=1`. `BUGS`, `SECONDS` and `WARM_UP`
 * (seconds) change the load, `SUMS=1` lists what took the time, `TRACE` and `PICTURE` name files to keep.
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
import { type Figures, figuresOf, type Mark } from "./field/format.ts";
import { readTrace, startTrace } from "./field/trace.ts";

const BUGS = Number(process.env.BUGS ?? 40);
const SLOW_DOWN = Number(process.env.SLOW_DOWN ?? 4);
const KEY_PAUSE = 12_000 / 120;
const SECONDS = Number(process.env.SECONDS ?? 120);
/** The page settles, and the code warms up, before anything counts. */
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

/** Serves `folder`, and hears what the page tells. */
async function serve(folder: string, hear: (told: string) => void) {
  const server = createServer(async (request, response) => {
    if (request.url === "/told") {
      hear(await text(request));
      response.writeHead(204).end();
      return;
    }
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    const body = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(body ? 200 : 404, {
      "Content-Type": TYPES[extname(path)] ?? "",
      // What sharing memory with a worker takes.
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
    .filter((one) => one.language === (typescript ?? language) && one.difficulty === difficulty)
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

/** Types what the page says is due, one key every `KEY_PAUSE`, for so many seconds. */
function typist() {
  let due = "";
  const arrivals: number[] = [];
  // Straight to the protocol: what Playwright would add costs the page more than a key does.
  const press = async (cdp: CDPSession, key: string) => {
    const text = key === "Enter" ? "\r" : key;
    const code = key === " " ? "Space" : "";
    await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key, text, code });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code });
  };
  return {
    arrivals,
    hear(told: string) {
      if (told === "arrival") arrivals.push(performance.now());
      else due = told;
    },
    async type(cdp: CDPSession, seconds: number): Promise<number> {
      const from = performance.now();
      let keys = 0;
      for (let at = from; at < from + seconds * 1000; at += KEY_PAUSE) {
        await sleep(Math.max(0, at - performance.now()));
        if (!due) continue;
        await press(cdp, due);
        keys += 1;
      }
      return keys;
    },
  };
}

/** What the page holds when nothing more can be let go of. */
async function heap(cdp: CDPSession): Promise<Mark> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const read = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return { bytes: read("JSHeapUsedSize"), nodes: read("Nodes") };
}

function report(figures: Figures[]): boolean {
  console.log(`| ${BUGS} bugs, ${SLOW_DOWN}× slower, ${SECONDS} s | measured | bar | |`);
  console.log("|---|--:|--:|---|");
  for (const { name, value, unit, bar, most } of figures) {
    const missed = bar !== undefined && (most ? value > bar : value < bar);
    const sign = most ? "≤" : "≥";
    const asked = bar === undefined ? "" : `${sign} ${bar} ${unit}`;
    const mark = bar === undefined ? "" : missed ? "missed" : "held";
    console.log(`| ${name} | ${value.toFixed(2)} ${unit} | ${asked} | ${mark} |`);
  }
  return figures.every(
    ({ value, bar, most }) => bar === undefined || (most ? value <= bar : value >= bar),
  );
}

const folder = await buildPage();
const hands = typist();
const server = await serve(folder, hands.hear);
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
  await hands.type(cdp, WARM_UP);
  const before = await heap(cdp);
  const stop = await startTrace(cdp);
  const keys = await hands.type(cdp, SECONDS);
  const file = await stop();
  const after = await heap(cdp);
  const trace = readTrace(file);
  if (process.env.TRACE) await writeFile(process.env.TRACE, file);
  console.log(`${keys} keys, ${hands.arrivals.length} arrivals\n`);
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
