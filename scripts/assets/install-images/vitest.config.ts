/** Vitest for `npm run install-images` alone: its file is no test of the suite. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["scripts/assets/install-images/*.images.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 600_000 } },
    pool: "forks",
    maxWorkers: 1,
  },
});
