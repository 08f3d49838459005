/**
 * `npm run bench:scale`: measures the statement of every page with ten thousand, a hundred thousand and a million
 * players, with ten runs each (`PLAYERS` names other sizes). It measures all sizes in turn, so that noise of the
 * machine affects all sizes alike. `KEEP=1` keeps the filled databases for the next time, in the system's folder
 * for temporary files; a million players take 20 GB. `LANES` is the number of connections that fill a database,
 * `ROUNDS` the number of measurements. Prints the tables of docs/performance.md. Exits with 1 when a page takes
 * more than 1.5 times as long with the most players as with the fewest.
 */
import type { Server } from "../database/postgres.ts";
import { createSiteLogin } from "../database/site-login.ts";
import { step, withCleanup } from "../development/steps.ts";
import { type Filled, filledDatabase, startServer } from "./scale/databases.ts";
import { type Cost, median, Probe } from "./scale/measure.ts";
import { PAGES } from "./scale/pages.ts";
import { type Sample, takeSamples } from "./scale/samples.ts";

const SIZES = (process.env.PLAYERS ?? "10000,100000,1000000").split(",").map(Number);
const KEEP = process.env.KEEP === "1";
/** Sample players of each kind. */
const SAMPLES = 5;
const ROUNDS = Number(process.env.ROUNDS ?? 20);

/** The highest allowed ratio of a page's time with the most players to that with the fewest, where the page names no other. */
const MAX_RATIO = 1.5;

interface Size {
  players: number;
  probe: Probe;
  samples: Sample[];
  /** The measured costs of each page. */
  costs: Cost[][];
}

async function prepare(filled: Filled): Promise<Size> {
  const probe = new Probe(await createSiteLogin(filled.url));
  const samples = await takeSamples(probe.db, filled, SAMPLES);
  return { players: filled.players, probe, samples, costs: PAGES.map(() => []) };
}

/** Measures every page once for each sample of each size. The first round explains the statements; its times do not count. */
async function round(sizes: Size[], first: boolean) {
  for (const [index, page] of PAGES.entries()) {
    for (let n = 0; n < SAMPLES; n += 1) {
      for (const { probe, samples, costs } of sizes) {
        const cost = await probe.measure(page, samples[n] as Sample, first);
        costs[index]?.push(cost);
      }
    }
  }
}

function figures({ costs }: Size, page: number) {
  const pageCosts = costs[page] ?? [];
  const [explained, timed] = [pageCosts.slice(0, SAMPLES), pageCosts.slice(SAMPLES)];
  return {
    time: median(timed.map(({ time }) => time)),
    buffers: median(explained.map(({ buffers }) => buffers)),
    indexes: [...new Set(explained.flatMap(({ indexes }) => indexes))].sort(),
  };
}

const formatInteger = (value: number) => value.toLocaleString("en-US");

/** Prints the tables. Returns the names of the pages that take too long with the most players. */
function report(sizes: Size[]): string[] {
  const heads = sizes.map(({ players }) => `${formatInteger(players)}: ms | pages`);
  console.log(`\n| statement | ${heads.join(" | ")} | times as long |`);
  console.log(`|---|${"--:|".repeat(2 * sizes.length + 1)}`);
  const slow: string[] = [];
  const byIndexes = new Map<string, string[]>();
  for (const [page, { name, maxRatio = MAX_RATIO }] of PAGES.entries()) {
    const costs = sizes.map((size) => figures(size, page));
    const cells = costs.map(
      ({ time, buffers }) => `${time.toFixed(2)} | ${formatInteger(buffers)}`,
    );
    const ratio = (costs.at(-1)?.time ?? 0) / (costs[0]?.time ?? 1);
    console.log(`| ${name} | ${cells.join(" | ")} | ${ratio.toFixed(2)} |`);
    if (ratio > maxRatio) slow.push(`${name} (${maxRatio})`);
    const indexes = costs.at(-1)?.indexes.join(", ") ?? "";
    byIndexes.set(indexes, [...(byIndexes.get(indexes) ?? []), name]);
  }
  console.log(`\n| indexes with ${heads.at(-1)?.split(":")[0]} players | statements |\n|---|---|`);
  for (const [indexes, names] of byIndexes) console.log(`| ${indexes} | ${names.join("; ")} |`);
  return slow;
}

let server: Server | undefined;
const sizes: Size[] = [];
await withCleanup(
  async () => {
    server = await startServer(KEEP);
    const filled: Filled[] = [];
    for (const players of SIZES) filled.push(await filledDatabase(server, players));
    await step("samples", async () => {
      for (const database of filled) sizes.push(await prepare(database));
    });
    await step(`${ROUNDS} rounds`, async () => {
      for (let n = 0; n <= ROUNDS; n += 1) await round(sizes, n === 0);
    });
    const slow = report(sizes);
    if (slow.length > 0) throw new Error(`more times as long than allowed: ${slow.join("; ")}`);
  },
  async () => {
    for (const { probe } of sizes) await probe.close();
    await server?.stop();
  },
);
