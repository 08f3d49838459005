/** Vitest's projects: one for each kind of test. */
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
  /** The longest time of an `expect.poll`, in milliseconds. */
  poll?: number;
  include?: string[];
}

/** Returns the project of one kind of test. Its files are in the folder of that name under `tests/`. */
const project = (name: string, { timeout, database = false, poll = 1_000, include }: Options) => ({
  test: {
    name,
    include: include ?? [`tests/${name}/**/*.test.ts`],
    globalSetup: database ? ["tests/support/global-setup.ts"] : [],
    testTimeout: timeout,
    hookTimeout: 120_000,
    expect: { poll: { timeout: poll } },
    pool: "forks" as const,
    // One process runs many files, so that it imports wrangler, Kysely and the domain only once. Files share
    // nothing else but the browser: each has its own database and its own Worker.
    isolate: false,
    unstubEnvs: true,
  },
});

export default defineConfig({
  test: {
    // More than twice the processors of the smallest machine, because a file often waits for the clock or for a disk.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("architecture", { timeout: 20_000, include: ["tests/*.test.ts"] }),
      project("unit", { timeout: 60_000 }),
      project("content", { timeout: 120_000 }),
      project("engine", { timeout: 60_000 }),
      project("domain", { timeout: 120_000, database: true }),
      project("http", { timeout: 120_000, database: true }),
      project("browser", { timeout: 180_000, database: true, poll: 10_000 }),
    ],
  },
});
