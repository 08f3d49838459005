/**
 * `npm run bench:races`: what live races cost. Rooms of four scripted typists at 90 WPM race in the built Worker, in real
 * workerd, at 25, 50, 100 and 200 rooms (`ROOMS=25,50` names others), each for `SECONDS` (30). Prints how long a key takes to
 * the others' screens (`races/room.ts` says how that is known), the processor time and memory of workerd, and the bytes.
 * Exits with 1 when the 95th percentile is over 400 ms in the last step, or when a racer costs more there than in the first.
 * Linux only. The figures are those of the machine: run it alone.
 */
import { fork } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedProduction } from "../../seed/index.ts";
import { migrate } from "../database/migrations.ts";
import { type Server, startPostgres } from "../database/postgres.ts";
import { createSiteLogin } from "../database/site-login.ts";
import { step, withCleanup } from "../development/steps.ts";
import { ensureWorker } from "../development/worker.ts";
import { descendants, processorSeconds } from "./load/processes.ts";
import type { Figures, Order } from "./races/generator.ts";
import { RACERS } from "./races/room.ts";
import { startWorker } from "./races/worker.ts";

const STEPS = (process.env.ROOMS ?? "25,50,100,200").split(",").map(Number);
const SECONDS = Number(process.env.SECONDS ?? 30);
/**
 * Where rooms keep their storage, on Linux: in memory. workerd waits for the disk at each flush, 3 times a second in each
 * room, and the rooms wait for each other there. In production each has machines of its own that confirm its writes.
 */
const IN_MEMORY = "/dev/shm";
/** The most milliseconds from a key to the others' screens, for 95 of 100. */
const MOST_P95 = 400;
/** How much more a racer may cost in the last step than in the first: growth is linear but for noise. */
const MOST_GROWTH = 1.25;
/** The processors that others may have: PostgreSQL and the system take some hundredths. */
const MOST_OTHERS = 0.2;

interface Step extends Figures {
  rooms: number;
  /** Seconds of processor time: of workerd, and of everything on the machine. */
  workerd: number;
  machine: number;
  megabytes: number;
}

const workerd = () => descendants(process.pid, "workerd");

function megabytesOf(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1_024;
}

/** Returns the seconds for which processors of this machine were busy, from its start on (proc(5)). */
function machineSeconds(): number {
  const [user = 0, nice = 0, system = 0, _idle, _wait, irq = 0, softirq = 0] = (
    readFileSync("/proc/stat", "utf8").split("\n")[0] ?? ""
  )
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / 100;
}

/** Has a child process race, and measures workerd meanwhile. */
function measure(order: Order): Promise<Step> {
  const child = fork(join(import.meta.dirname, "races/generator.ts"), {
    serialization: "advanced",
  });
  let [before, after, megabytes, machine] = [0, 0, 0, 0];
  let found: Figures | undefined;
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (!found) reject(new Error(`the racers ended with ${code}`));
      else resolve({ ...found, rooms: order.rooms, workerd: after - before, megabytes, machine });
    });
    child.on("message", ({ told, figures }: { told: string; figures?: Figures }) => {
      if (told === "measuring") {
        before = processorSeconds(workerd());
        machine = -machineSeconds();
      } else if (figures) found = figures;
      else {
        after = processorSeconds(workerd());
        machine += machineSeconds();
        megabytes = megabytesOf(workerd());
      }
    });
    child.send(order);
  });
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

function rowOf({ rooms, latencies, ...step }: Step) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const racerSeconds = rooms * RACERS * SECONDS;
  return {
    rooms,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    /** Milliseconds of workerd for a racer's second. */
    cpu: (1_000 * step.workerd) / racerSeconds,
    up: (60 * step.bytesUp) / racerSeconds,
    down: (60 * step.bytesDown) / racerSeconds,
    messagesUp: step.messagesUp / racerSeconds,
    messagesDown: step.messagesDown / racerSeconds,
    megabytes: step.megabytes,
    busy: step.workerd / SECONDS,
    generator: step.cpu / SECONDS,
    others: (step.machine - step.workerd - step.cpu) / SECONDS,
    over: step.over,
    late: step.late,
    closed: step.closed.length,
  };
}
type Row = ReturnType<typeof rowOf>;

const COLUMNS: [name: string, value: (row: Row) => string][] = [
  ["rooms", ({ rooms }) => `${rooms}`],
  ["p50 ms", ({ p50 }) => p50.toFixed(0)],
  ["p95 ms", ({ p95 }) => p95.toFixed(0)],
  ["p99 ms", ({ p99 }) => p99.toFixed(0)],
  ["workerd ms a racer-second", ({ cpu }) => cpu.toFixed(2)],
  ["workerd cores", ({ busy }) => busy.toFixed(2)],
  ["workerd MB", ({ megabytes }) => megabytes.toFixed(0)],
  [
    "messages up, down a second",
    (row) => `${row.messagesUp.toFixed(1)}, ${row.messagesDown.toFixed(1)}`,
  ],
  [
    "KB up, down a minute",
    ({ up, down }) => `${(up / 1_024).toFixed(1)}, ${(down / 1_024).toFixed(1)}`,
  ],
  ["racers' cores", ({ generator }) => generator.toFixed(2)],
  ["others' cores", ({ others }) => others.toFixed(2)],
  ["racers' timers late, p99 ms", ({ late }) => late.toFixed(0)],
  ["sockets closed", ({ closed }) => `${closed}`],
];

function print(rows: readonly Row[]): void {
  console.log(`\n| ${COLUMNS.map(([name]) => name).join(" | ")} |`);
  console.log(`|${COLUMNS.map(() => "--:|").join("")}`);
  for (const row of rows) console.log(`| ${COLUMNS.map(([, value]) => value(row)).join(" | ")} |`);
}

/** Returns what is wrong. */
function faultsOf(rows: readonly Row[]): string[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return ["nothing was measured"];
  const faults: string[] = [];
  if (!(last.p95 <= MOST_P95)) {
    faults.push(`p95 at ${last.rooms} rooms is ${last.p95.toFixed(0)} ms: at most ${MOST_P95}`);
  }
  for (const { rooms, cpu, closed, over } of rows) {
    const growth = cpu / first.cpu;
    if (!(growth <= MOST_GROWTH)) {
      faults.push(
        `a racer at ${rooms} rooms costs ${growth.toFixed(2)} times what one costs at ${first.rooms}: at most ${MOST_GROWTH}`,
      );
    }
    if (over > 0) faults.push(`${over} of ${rooms} races were over before the time was`);
    if (closed > 0) faults.push(`${closed} sockets were closed at ${rooms} rooms`);
  }
  return faults;
}

let folder: string | undefined;
let server: Server | undefined;
let worker: Awaited<ReturnType<typeof startWorker>> | undefined;

await withCleanup(
  async () => {
    await ensureWorker();
    // Miniflare writes its own files there, too.
    if (existsSync(IN_MEMORY)) process.env.TMPDIR = IN_MEMORY;
    folder = await mkdtemp(join(tmpdir(), "pro-dev-races-"));
    await chmod(folder, 0o755);
    server = await startPostgres(join(folder, "data"), { port: 0 });
    await migrate(server.url);
    await seedProduction(server.url);
    const url = await createSiteLogin(server.url);
    const rows: Row[] = [];
    for (const rooms of STEPS) {
      // A Worker for each step, so that no room of the one before is still there.
      worker = await startWorker(url, join(folder, `rooms-${rooms}`));
      const { origin } = worker;
      const figures = await step(`${rooms} rooms`, () =>
        measure({ origin, rooms, seconds: SECONDS }),
      );
      rows.push(rowOf(figures));
      await worker.close();
      print(rows);
    }
    const faults = faultsOf(rows);
    for (const fault of faults) console.log(`✗ ${fault}`);
    if (rows.some(({ others }) => others > MOST_OTHERS)) {
      console.log(
        "Other programs had the processors as well, so these figures say little: measure alone.",
      );
    }
    if (faults.length > 0) process.exitCode = 1;
  },
  async () => {
    await worker?.close();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  },
);
