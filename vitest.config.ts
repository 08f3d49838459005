/** Vitest's projects: one for each kind of test. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";
import { keepTemporaryFilesInMemory, takeHugePages } from "./tests/support/memory.ts";

keepTemporaryFilesInMemory();
takeHugePages();

interface Options {
  /** The longest time of a test, in milliseconds. */
  timeout: number;
  /** Whether the tests need PostgreSQL. */
  database?: boolean;
  include?: string[];
}

/** Returns the project of one kind of test. Its files are in the folder of that name under `tests/`. */
const project = (name: string, { timeout, database = false, include }: Options) => ({
  // Outside workerd the package is an empty module, and some tests load the API in Node.
  resolve: { alias: { "pg-cloudflare": resolve("node_modules/pg-cloudflare/dist/index.js") } },
  test: {
    name,
    include: include ?? [`tests/${name}/**/*.test.ts`],
    globalSetup: database ? ["tests/support/global-setup.ts"] : [],
    testTimeout: timeout,
    hookTimeout: 120_000,
    // A poll ends as soon as it is true. Beside three other files that may take longer than the usual second.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks" as const,
    // One process runs many files, so that it imports wrangler, Kysely and the domain only once. Files share
    // nothing else but the browser: each has its own database and its own Worker.
    isolate: false,
    unstubEnvs: true,
  },
});

export default defineConfig({
  test: {
    // Twice the processors of the smallest machine, because a file often waits for the clock or for a disk. With five, the
    // same tests took a tenth more of the processors' time.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("architecture", { timeout: 20_000, include: ["tests/*.test.ts"] }),
      project("unit", { timeout: 60_000 }),
      project("content", { timeout: 120_000 }),
      project("engine", { timeout: 60_000 }),
      project("domain", { timeout: 120_000, database: true }),
      project("http", { timeout: 120_000, database: true }),
      project("browser", { timeout: 180_000, database: true }),
    ],
  },
});
