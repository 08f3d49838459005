/** What reading the metrics costs, and what the pages of monitoring refuse. */
import { describe, expect, it } from "vitest";
import { call, callForProblem, roundTrips } from "../support/api.ts";
import { metricsReader, UNTIL_STORED } from "../support/measurements.ts";
import { withSite } from "../support/site.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

const get = (path: string, headers = {}) => fetch(site.origin + path, { headers });

describe("the metrics", () => {
  it("cost no response an additional round trip", async () => {
    const { token } = await createVisitor(site, "admin");
    const asAdmin = { Cookie: `__Host-access=${token}` };
    for (let i = 0; i < 3; i += 1) {
      expect(roundTrips(await get("/api/health"))).toBe(1);
      expect(roundTrips(await get("/login"))).toBe(0);
      for (const window of ["15m", "1h", "24h"]) {
        expect(roundTrips(await call(site, `/admin/metrics?window=${window}`, { token }))).toBe(1);
        for (const page of ["/admin/monitoring", "/admin/monitoring/database"]) {
          const response = await get(`${page}?window=${window}`, asAdmin);
          expect([response.status, roundTrips(response)]).toEqual([200, 1]);
        }
      }
    }
  });

  it("reject an unknown window or list with 422, through the API and on the pages", async () => {
    const { token } = await createVisitor(site, "admin");
    const { status, body } = await callForProblem(site, "/admin/metrics?window=9y", { token });
    expect([status, body.errors?.map(({ path }) => path)]).toEqual([422, ["window"]]);
    for (const path of [
      "?window=9y",
      "/database?window=9y",
      "/statements/any?window=9y",
      "?all=users",
    ]) {
      const page = await get(`/admin/monitoring${path}`, { Cookie: `__Host-access=${token}` });
      expect([path, page.status]).toEqual([path, 422]);
    }
  });

  it("show one statement in one round trip; an unknown one is a 404", async () => {
    const { token } = await createVisitor(site, "admin");
    const metrics = await metricsReader(site);
    const statement = async () => (await metrics()).queries[0];
    await expect.poll(statement, UNTIL_STORED).toBeDefined();
    const { name = "" } = (await statement()) ?? {};
    const pageOf = (statementName: string) =>
      get(`/admin/monitoring/statements/${encodeURIComponent(statementName)}`, {
        Cookie: `__Host-access=${token}`,
      });
    const response = await pageOf(name);
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
    expect(await response.text()).toContain(name.split(" ").at(-1));
    for (const unknown of ["nothing", "' OR true", "\0", "x".repeat(4_000)]) {
      expect([unknown, (await pageOf(unknown)).status]).toEqual([unknown, 404]);
    }
  });
});
