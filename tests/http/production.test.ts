import { describe, expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { offline } from "../../scripts/steps.ts";
import { createDatabase } from "../support/database.ts";

/** The built Worker as production would run it, with this secret. */
async function productionSite(AUTH_SECRET?: string) {
  const database = await createDatabase();
  Object.assign(process.env, offline, {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: database.url,
  });
  const vars = { ENVIRONMENT: "production", ...(AUTH_SECRET !== undefined && { AUTH_SECRET }) };
  const harness = createTestHarness({
    workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker", vars }],
  });
  onTestFinished(async () => {
    await harness.close();
    await database.drop();
  });
  return (await harness.listen()).url.origin;
}

describe("in production", () => {
  it.each([undefined, "", "too short"])("nothing is served with the secret %j", async (secret) => {
    const origin = await productionSite(secret);
    for (const path of ["/", "/api/health", "/api/leaderboard"]) {
      expect((await fetch(origin + path)).status).toBe(500);
    }
  });

  it("the browser is told to come by HTTPS alone", async () => {
    const origin = await productionSite("a real secret of thirty-two characters or more");
    const response = await fetch(`${origin}/api/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Strict-Transport-Security")).toMatch(/max-age=\d{8}/);
  });
});
