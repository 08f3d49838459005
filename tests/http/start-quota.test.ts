/** The quota of starts over HTTP: what the API and the page answer beyond it. */
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { START_LIMITS } from "../../app/.server/games/start/quota.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { newSignedInFormClient } from "../support/form-client.ts";
import { addDevice, callerOf, startRequest } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const json = { language: "PYTHON" };

/** Starts as many games as the quota allows. */
async function useUpQuota(player: Caller) {
  for (let n = 0; n < START_LIMITS.account; n += 1) {
    await startGame(site.db, player, startRequest(), n, new Date());
  }
}

describe("the start after the last one of the quota", () => {
  it("is answered by the API with 429 and the time to wait, in one round trip", async () => {
    const account = await register(site);
    const token = account.access_token;
    await useUpQuota(callerOf(account));
    const refused = await callForProblem(site, "/game/start", { token, json });
    expect(refused).toMatchObject({ status: 429, body: { code: "too_many_starts" } });
    const wait = Number(refused.headers.get("Retry-After"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(START_LIMITS.seconds);
    expect(roundTrips(refused)).toBe(1);
    const other = await register(site);
    expect((await call(site, "/game/start", { token: other.access_token, json })).status).toBe(201);
  });

  it("is answered by the page with 429, the time to wait and the choice of a game", async () => {
    const client = await newSignedInFormClient(site);
    await useUpQuota(await addDevice(site.db, client.user.id));
    const refused = await client.submit("/play", json);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(refused.text).toContain("The next one can begin in");
    expect(refused.text).toContain('name="difficulty"');
    expect(roundTrips(refused)).toBeLessThanOrEqual(2);
  });

  it("is refused for a network, whoever asks: guests too", async () => {
    const headers = { "CF-Connecting-IP": "203.0.113.77" };
    for (let n = 0; n < START_LIMITS.network; n += 10) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => call(site, "/game/guest", { json, headers })),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    }
    const refused = await callForProblem(site, "/game/guest", { json, headers });
    expect(refused).toMatchObject({ status: 429, body: { code: "too_many_starts" } });
    expect(roundTrips(refused)).toBe(1);
    const { access_token: token } = await register(site);
    expect((await callForProblem(site, "/game/start", { token, json, headers })).status).toBe(429);
    const elsewhere = { "CF-Connecting-IP": "203.0.113.78" };
    expect((await call(site, "/game/guest", { json, headers: elsewhere })).status).toBe(201);
  });
});
