import { defineConfig } from "vitest/config";

/** Four kinds of test, from the fastest to the slowest; each is a folder under `tests/`. */
const project = (name: string, timeout: number, globalSetup?: string, poll = 1_000) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup: globalSetup ? [globalSetup] : [],
    testTimeout: timeout,
    hookTimeout: 60_000,
    expect: { poll: { timeout: poll } },
    pool: "forks" as const,
  },
});

const database = "tests/support/cluster.ts";

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: "architecture", include: ["tests/*.test.ts"], testTimeout: 20_000 } },
      project("engine", 60_000),
      project("domain", 60_000, database),
      project("http", 60_000, database),
      project("browser", 180_000, database, 10_000),
    ],
  },
});
