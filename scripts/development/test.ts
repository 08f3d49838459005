/**
 * `npm test`: lint, types, build, and all kinds of test against real PostgreSQL, real workerd and
 * a real browser.
 * `npm test -- <file or vitest arguments>`: these tests alone, on a Worker that is built only if its
 * sources changed.
 * `npm run test:watch [-- <file>]`: the fast tests, or those of a file, again at each change.
 */
import { ensureTools } from "../database/backup/tools.ts";
import { ensureChromium } from "./chromium.ts";
import { run, step, withCleanup } from "./steps.ts";
import { checkTypes } from "./typecheck.ts";
import { buildWorker, ensureWorker } from "./worker.ts";

/** The projects of `vitest.config.ts` that need neither a database, nor the Worker, nor a browser. */
const FAST = ["architecture", "engine", "unit"];

const watching = process.argv.includes("--watch");
const chosen = process.argv.slice(2).filter((argument) => argument !== "--watch");

/** Returns the projects that the arguments name; `undefined` when they may name any. */
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

async function findPrograms(): Promise<{ CHROMIUM: string }> {
  const chromium = await step("a browser", async () => ensureChromium());
  console.log(`  ${chromium}`);
  // Without pg_dump, the tests of backups prove only that its absence is reported clearly.
  const dumps = await step("pg_dump", async () => ensureTools());
  if (!dumps) console.log("  none: backups cannot be made here, so restoring is not tested");
  return { CHROMIUM: chromium };
}

async function testEverything() {
  const env = await findPrograms();
  await step("lint", () => run("biome", ["check", "."]));
  await step("types", checkTypes);
  await buildWorker();
  await step("tests", () => run("vitest", ["run"], { env }));
}

async function testSome(args: string[]) {
  const projects = projectsIn(args) ?? ["http", "browser"];
  const env = projects.some((name) => name === "http" || name === "browser")
    ? await findPrograms()
    : {};
  if (Object.keys(env).length > 0) await ensureWorker();
  if (!watching) return step("tests", () => run("vitest", ["run", ...args], { env }));
  // On the terminal itself, for the keys that vitest takes while it watches.
  await run("vitest", ["watch", ...args], { env, stdio: "inherit", detached: false });
}

await withCleanup(
  () => {
    if (chosen.length > 0) return testSome(chosen);
    if (watching) return testSome(FAST.flatMap((name) => ["--project", name]));
    return testEverything();
  },
  async () => {},
);
