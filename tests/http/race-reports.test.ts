/** Reports of racers, and voided runs of races, over HTTP. */
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type { ModeratedResult } from "../../app/contracts/moderation.ts";
import type { finishedRaceSchema, Ratings } from "../../app/contracts/race.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { callerOf } from "../support/players.ts";
import { newRace } from "../support/race-clients.ts";
import { withSite } from "../support/site.ts";
import { storedRace } from "../support/stored-race.ts";
import { createVisitor } from "../support/visitors.ts";

type FinishedRace = z.infer<typeof finishedRaceSchema>;

const site = withSite();

async function raceOfTwo() {
  const accounts = [await register(site), await register(site)] as const;
  return { accounts, ...(await storedRace(site.db, accounts.map(callerOf))) };
}

const page = async (path: string, token = "") => {
  const headers = { Cookie: `__Host-access=${token}` };
  const response = await fetch(site.origin + path, { headers, redirect: "manual" });
  // React separates texts by comments.
  const text = (await response.text()).replaceAll("<!-- -->", "");
  return { status: response.status, text, trips: roundTrips(response) };
};

describe("POST /api/races/:code/report", () => {
  it("takes one round trip, and the moderators see it", async () => {
    const { accounts, code, resultIds } = await raceOfTwo();
    const { token } = await createVisitor(site, "moderator");
    const json = { racer: 1, reason: "cheating" };
    const answer = await call(site, `/races/${code}/report`, {
      json,
      token: accounts[1].access_token,
    });
    expect([answer.status, roundTrips(answer)]).toEqual([204, 1]);
    const list = await call<{ items: ModeratedResult[] }>(site, "/admin/results?status=reported", {
      token,
    });
    expect([list.status, roundTrips(list)]).toEqual([200, 1]);
    expect(list.body.items[0]).toMatchObject({
      id: resultIds[0],
      status: "VERIFIED",
      reports: [{ reason: "cheating", count: 1 }],
    });
    const reported = await page("/admin/moderation?status=reported", token);
    expect([reported.status, reported.trips]).toEqual([200, 1]);
    expect(reported.text).toContain("1 × cheating");
    const review = await page(`/admin/moderation/${resultIds[0]}`, token);
    expect([review.status, review.trips]).toEqual([200, 1]);
    expect(review.text).toContain(`/admin/moderation/${resultIds[1]}`);
    expect(review.text).toContain(`${accounts[1].user.username}</strong> reported`);
    expect(review.text).toContain("Settle the reports");
  });

  it("is refused with a code: without an account, of a race that waits, and of what is no racer", async () => {
    const { access_token: token } = await register(site);
    const { code } = await newRace(site, token);
    const { code: over } = await raceOfTwo();
    const json = { racer: 1, reason: "other" };
    const problems = [
      await callForProblem(site, `/races/${over}/report`, { json }),
      await callForProblem(site, `/races/${code}/report`, { json, token }),
      await callForProblem(site, "/races/ABCDEFGH/report", { json, token }),
      await callForProblem(site, `/races/${over}/report`, { json: { ...json, racer: 9 }, token }),
    ];
    expect(problems.map(({ status, body }) => [status, body.code])).toEqual([
      [401, "unauthenticated"],
      [409, "race_not_over"],
      [404, "not_found"],
      [422, "validation_failed"],
    ]);
    const body = { racer: 0, reason: "because", text: "long" };
    const bad = await callForProblem(site, `/races/${over}/report`, { json: body, token });
    expect(bad.body.errors?.map(({ path }) => path).sort()).toEqual(["racer", "reason", "text"]);
  });
});

describe("a run of a race that a moderator voids", () => {
  it("has no place any more, and changes no rating", async () => {
    const { accounts, code, resultIds } = await raceOfTwo();
    const [first, second] = accounts;
    const { token } = await createVisitor(site, "moderator");
    const ratings = async () => {
      const { body } = await call<Ratings>(site, "/races/ratings?language=PYTHON&limit=100");
      const names = [first.user.username, second.user.username];
      return body.items.filter(({ user }) => names.includes(user.username));
    };
    const race = async () => (await call<FinishedRace>(site, `/races/${code}`)).body;
    const [before, rated] = [await race(), await ratings()];
    expect(rated.map(({ races }) => races)).toEqual([1, 1]);
    const { status } = await call(site, `/admin/results/${resultIds[0]}`, {
      method: "PUT",
      token,
      json: { status: "VOIDED", reason: "A machine typed it" },
    });
    expect(status).toBe(200);
    const after = await race();
    expect(before.players.map(({ id, place }) => [id, place])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(after.players.map(({ id, place }) => [id, place])).toEqual([
      [1, null],
      [2, 1],
    ]);
    const shown = (players: typeof after.players) => players.map(({ rating }) => rating);
    expect(shown(after.players)).toEqual(shown(before.players));
    expect(await ratings()).toEqual(rated);
    const own = await page(`/results/${resultIds[0]}`, first.access_token);
    expect(own.status).toBe(200);
    expect(own.text).toContain("A moderator took this run off the record");
    expect((await page(`/results/${resultIds[1]}`, second.access_token)).text).not.toContain(
      "off the record",
    );
    expect((await page(`/admin/moderation/${resultIds[0]}`, token)).text).toContain(
      "Judge it again",
    );
  });
});
