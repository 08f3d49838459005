/**
 * `npm test`: checks lint and types, builds the Worker, and runs all tests against real PostgreSQL, workerd and
 * a real browser.
 * `npm test -- <file or vitest arguments>`: runs only these tests, and builds the Worker only if its sources
 * changed.
 * `npm run test:watch [-- <file>]`: runs the fast tests, or those of a file, again after each change.
 */
import { ensureTools } from "../database/backup/tools.ts";
import { ensurePgbouncer } from "../database/pgbouncer.ts";
import { ensureHeadlessShell } from "./chromium.ts";
import { run, step, withCleanup } from "./steps.ts";
import { checkTypes } from "./typecheck.ts";
import { buildWorker, ensureWorker } from "./worker.ts";
import { ensureX11, untestedLayouts } from "./x11.ts";

/** The projects of `vitest.config.ts` that need neither a database, nor the Worker, nor a browser. */
const FAST = ["architecture", "engine", "unit"];

const watching = process.argv.includes("--watch");
const vitestArguments = process.argv.slice(2).filter((argument) => argument !== "--watch");

/** Returns the projects that the arguments name; undefined when the arguments may match any project. */
function projectsIn(args: string[]): string[] | undefined {
  const projects: string[] = [];
  for (const [i, argument] of args.entries()) {
    const folder = /^(?:\.\/)?tests\/(\w+)[/.]/.exec(argument)?.[1];
    if (args[i - 1] === "--project") projects.push(argument);
    else if (argument.startsWith("--project=")) projects.push(argument.slice("--project=".length));
    else if (folder) projects.push(folder);
    else if (!argument.startsWith("-")) return undefined;
  }
  return projects.length > 0 ? projects : undefined;
}

/** Finds or installs the programs that the tests need. */
async function findPrograms(): Promise<{ CHROMIUM: string }> {
  const chromium = await step("a browser", async () => ensureHeadlessShell());
  console.log(`  ${chromium}`);
  // Without pg_dump, the backup tests only prove that its absence is reported clearly.
  const hasPgDump = await step("pg_dump", async () => ensureTools());
  if (!hasPgDump) console.log("  none: backups cannot be made here, so restoring is not tested");
  // Like Hyperdrive it pools connections: a new one for each request costs PostgreSQL 25 ms of the processor.
  const pgbouncer = await step("PgBouncer", async () => ensurePgbouncer());
  console.log(
    `  ${pgbouncer ?? "none: the tests of the Worker connect directly and take twice as long"}`,
  );
  const missing = await step("an X server", async () => ensureX11());
  if (missing.length > 0) console.log(`  ${untestedLayouts(missing)}`);
  return { CHROMIUM: chromium };
}

async function testEverything() {
  const env = await findPrograms();
  await step("lint", () => run("biome", ["check", "."]));
  // The build mostly uses one processor, and the checks of types need none of its output.
  await Promise.all([step("types", checkTypes), buildWorker()]);
  await step("tests", () => run("vitest", ["run"], { env }));
}

async function testSome(args: string[]) {
  const projects = projectsIn(args) ?? ["http", "browser"];
  const env = projects.some((name) => name === "http" || name === "browser")
    ? await findPrograms()
    : {};
  if (Object.keys(env).length > 0) await ensureWorker();
  if (!watching) return step("tests", () => run("vitest", ["run", ...args], { env }));
  // Vitest inherits the terminal, because it reads keys while it watches.
  await run("vitest", ["watch", ...args], { env, stdio: "inherit", detached: false });
}

await withCleanup(
  () => {
    if (vitestArguments.length > 0) return testSome(vitestArguments);
    if (watching) return testSome(FAST.flatMap((name) => ["--project", name]));
    return testEverything();
  },
  async () => {},
);
