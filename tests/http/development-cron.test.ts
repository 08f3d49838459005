/** The cron job of `npm start`: wrangler's own development server never calls it. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { CRON, startCron } from "../../scripts/development/cron.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

/** Starts a server that counts its requests and answers with `status`. */
async function countingServer(status: number) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(status).end("outcome");
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, paths };
}

describe("the cron job in development", () => {
  it("does the work of the deployed one", async () => {
    await site.db
      .insertInto("sign_in_failures")
      .values({ subject: "a".repeat(64), failures: 1, last_failed_at: new Date(0) })
      .execute();
    const problems: string[] = [];
    onTestFinished(startCron(site.origin, (problem) => problems.push(problem), { first: 0 }));
    const failures = () => site.db.selectFrom("sign_in_failures").selectAll().execute();
    await expect.poll(failures, { timeout: 20_000 }).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("is called as often as wrangler.toml says", () => {
    expect(readFileSync("wrangler.toml", "utf8")).toContain(`crons = ["${CRON}"]`);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const stop = startCron(site.origin, () => {});
    expect(vi.getTimerCount()).toBe(1);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is called again after a failure, which is reported, and not after the stop", async () => {
    const { origin, paths } = await countingServer(500);
    const problems: string[] = [];
    const stop = startCron(origin, (problem) => problems.push(problem), { first: 0, every: 1 });
    await expect.poll(() => paths.length, { timeout: 5_000 }).toBeGreaterThan(2);
    expect(problems[0]).toBe("The cron job failed with 500: outcome");
    stop();
    const called = paths.length;
    const { origin: other, paths: later } = await countingServer(200);
    onTestFinished(startCron(other, () => {}, { first: 0, every: 1 }));
    await expect.poll(() => later.length, { timeout: 5_000 }).toBeGreaterThan(3);
    expect(paths.length).toBeLessThanOrEqual(called + 1);
  });
});
