import { describe, expect, it } from "vitest";
import type { Page } from "../../app/contracts/list.ts";
import type {
  DrillEndRequest,
  DrillHistoryItem,
  EndedDrill,
  StartedDrill,
  TypingStatistics,
} from "../../app/contracts/practice.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { playDrill } from "../support/drill-player.ts";
import { drillPresses, type OracleSums, sumPresses } from "../support/keystroke-oracle.ts";
import { endAtOnce } from "../support/simultaneous-ends.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const start = (token: string, json: object = {}) =>
  call<StartedDrill>(site, "/typing/start", { token, json: { language: "PYTHON", ...json } });

const textsOf = ({ parts }: StartedDrill) => parts.map(({ text }) => text);

/** Types a drill from its start on, as if that had been long enough ago. The server allows a clock that is 2 s ahead. */
function typed(drill: StartedDrill, most = 12): DrillEndRequest {
  const { key_sequence, ended_at_ms } = playDrill(textsOf(drill), { seed: 3, most, keyMs: 60 });
  const first = key_sequence[0]?.[0] ?? 0;
  return {
    session_token: drill.session_token,
    key_sequence: key_sequence.map(([t, key]): [number, string] => [t - first, key]),
    ended_at_ms: ended_at_ms - first,
  };
}

const end = (token: string, json: unknown) =>
  call<EndedDrill>(site, "/typing/end", { token, json });
const refusal = (token: string, json: unknown) =>
  callForProblem(site, "/typing/end", { token, json });

describe("the log of a long drill", () => {
  it("is read to its last of 20,000 keys", async () => {
    const { access_token } = await register(site);
    const { session_token } = (await start(access_token)).body;
    const key_sequence = Array.from({ length: 20_000 }, (_, i) => [i * 100, "a"]);
    // It is refused for its times, not for its size.
    expect(
      await refusal(access_token, { session_token, key_sequence, ended_at_ms: 2_000_000 }),
    ).toMatchObject({ status: 422, body: { code: "log_rejected" } });
  });
});

describe("POST /api/typing/start", () => {
  it("answers with code of about 250 keys, where it is from and its highlights, in one round trip", async () => {
    const { access_token } = await register(site);
    const answer = await start(access_token, { difficulty: "EASY" });
    expect([answer.status, roundTrips(answer)]).toEqual([201, 1]);
    const { body } = answer;
    const keys = textsOf(body).join("\n").replaceAll(/\s+/g, " ").length;
    expect(keys).toBeGreaterThan(200);
    expect(keys).toBeLessThan(400);
    expect(body).toMatchObject({ language: "PYTHON", focus: "plain", targets: [] });
    expect(body.highlights).toHaveLength(body.parts.length);
    for (const { first_line, snippet_id } of body.parts) {
      expect(first_line).toBeGreaterThanOrEqual(1);
      expect(snippet_id).toBeDefined();
    }
    // Once more, with the snippets that the Worker keeps.
    expect(roundTrips(await start(access_token))).toBe(1);
  });

  it("chooses code that is rich in keys that were picked, and says so", async () => {
    const { access_token } = await register(site);
    const { body } = await start(access_token, { focus: { keys: ["{", "=="] } });
    expect(body.targets).toEqual(["{", "=="]);
    const rich = body.parts.filter(({ rich_in }) => rich_in.length > 0);
    expect(rich.length).toBeGreaterThan(0);
    for (const { text, rich_in } of rich)
      for (const target of rich_in) expect(text).toContain(target);
  });

  it("is plain for a player without weak keys", async () => {
    const { access_token } = await register(site);
    const { body } = await start(access_token, { focus: "weak_keys" });
    expect(body).toMatchObject({ focus: "plain", targets: [] });
  });

  it.each([
    [{ language: "RUST" }, "language"],
    [{ focus: "strong_keys" }, "focus"],
    [{ focus: { keys: [] } }, "focus"],
    [{ focus: { keys: ["abc"] } }, "focus"],
    [{ category: "no such category" }, "category"],
    [{ difficulty: "NIGHTMARE" }, "difficulty"],
    [{ seats: 4 }, "seats"],
  ])("refuses %j, and names the field", async (json, field) => {
    const { access_token } = await register(site);
    const problem = await callForProblem(site, "/typing/start", {
      token: access_token,
      json: { language: "PYTHON", ...json },
    });
    expect(problem.status).toBe(422);
    expect(problem.body.errors?.map(({ path }) => path.split(".")[0])).toContain(field);
  });
});

describe("POST /api/typing/end", () => {
  it("stores the server's own figures once, in two round trips", async () => {
    const { access_token, user } = await register(site);
    const { body: drill } = await start(access_token);
    const request = typed(drill);
    const ended = await end(access_token, request);
    expect([ended.status, roundTrips(ended)]).toEqual([201, 2]);
    const { result, figures } = ended.body;
    const errors = figures.errors.reduce((sum, { count }) => sum + count, 0);
    expect(result).toMatchObject({
      session_id: drill.session_id,
      user_id: user.id,
      total_keys_pressed: request.key_sequence.length,
      correct_keys: 12,
      incorrect_keys: errors,
      accuracy_percentage: figures.accuracy_percentage,
    });
    expect(figures.words_per_minute).toBeCloseTo((12 / 5) * (60_000 / request.ended_at_ms));
    const again = await end(access_token, request);
    expect([again.status, roundTrips(again)]).toEqual([200, 2]);
    expect(again.body).toEqual(ended.body);
  });

  it("stores one of a hundred ends at once", async () => {
    const { access_token } = await register(site);
    const request = typed((await start(access_token)).body);
    const answers = await endAtOnce(100, () => end(access_token, request));
    expect(new Set(answers.map(({ body }) => body.result.id)).size).toBe(1);
    expect(await end(access_token, request)).toMatchObject({
      status: 200,
      body: { result: { id: answers[0]?.body.result.id } },
    });
    const { body } = await call<TypingStatistics>(site, "/typing/stats?language=PYTHON", {
      token: access_token,
    });
    expect(body.keys.reduce((sum, { presses }) => sum + presses, 0)).toBe(12);
  });

  it("refuses a forged token, and another player's", async () => {
    const [owner, other] = [await register(site), await register(site)];
    const request = typed((await start(owner.access_token)).body);
    const forged = `${request.session_token.slice(0, -4)}AAAA`;
    expect(await refusal(owner.access_token, { ...request, session_token: forged })).toMatchObject({
      status: 422,
      body: { code: "validation_failed", errors: [{ path: "session_token" }] },
    });
    // A token of the game is none of a drill.
    expect(
      await refusal(owner.access_token, { ...request, session_token: owner.access_token }),
    ).toMatchObject({ status: 422 });
    expect(await refusal(other.access_token, request)).toMatchObject({
      status: 404,
      body: { code: "session_not_found" },
    });
  });

  it.each([
    ["a log that ends before its last key", { ended_at_ms: 0 }, "ended_at_ms"],
    ["a log that is longer than the time since the start", { ended_at_ms: 600_000 }, "ended_at_ms"],
    [
      "41 keys in a second",
      { key_sequence: Array.from({ length: 41 }, (_, i) => [i, "a"]) },
      "key_sequence",
    ],
    ["no key at all", { key_sequence: [] }, "key_sequence"],
  ])("rejects %s", async (_, change, field) => {
    const { access_token } = await register(site);
    const request = { ...typed((await start(access_token)).body), ...change };
    expect(await refusal(access_token, request)).toMatchObject({
      status: 422,
      body: { code: "log_rejected", errors: [{ path: field }] },
    });
  });
});

describe("a drill in the history", () => {
  it("is the newest first, in pages, and of one language", async () => {
    const { access_token: token } = await register(site);
    const ids: string[] = [];
    for (const language of ["PYTHON", "REACT", "PYTHON"]) {
      const { body } = await start(token, { language });
      ids.unshift((await end(token, typed(body))).body.result.id);
    }
    const read = async (query: string) =>
      (await call<Page<DrillHistoryItem>>(site, `/typing/history${query}`, { token })).body;
    const first = await read("?limit=2");
    const second = await read(`?limit=2&cursor=${first.next_cursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next_cursor).toBeNull();
    expect((await read("?language=REACT")).items.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it("is deleted by its player alone, in one round trip, and its keys leave the statistics", async () => {
    const [owner, other] = [await register(site), await register(site)];
    const token = owner.access_token;
    const log = typed((await start(token)).body);
    const { result } = (await end(token, log)).body;
    const remove = (by: string, id: string) =>
      call(site, `/typing/history/${id}`, { token: by, method: "DELETE" });
    expect((await remove(other.access_token, result.id)).status).toBe(404);
    expect((await remove(token, "not-an-id")).status).toBe(404);
    const removed = await remove(token, result.id);
    expect([removed.status, roundTrips(removed)]).toEqual([204, 1]);
    expect((await remove(token, result.id)).status).toBe(404);
    const keysIn = async () => {
      const { body } = await call<TypingStatistics>(site, "/typing/stats?language=PYTHON", {
        token,
      });
      return body.keys.length;
    };
    await expect.poll(keysIn).toBe(0);
    // Its ticket still holds, and cannot bring it back.
    expect(await refusal(token, log)).toMatchObject({
      status: 404,
      body: { code: "session_not_found" },
    });
    const { body } = await call<Page<DrillHistoryItem>>(site, "/typing/history", { token });
    expect(body.items).toEqual([]);
  });
});

describe("GET /api/typing/stats", () => {
  it("is empty for a new player, and has what drills add: keys, pairs, kinds, confusions and the day", async () => {
    const { access_token: token } = await register(site);
    const stats = async (period: string) =>
      (
        await call<TypingStatistics>(site, `/typing/stats?language=PYTHON&period=${period}`, {
          token,
        })
      ).body;
    expect(await stats("all")).toMatchObject({
      ...{ keys: [], pairs: [], token_kinds: [], confusions: [], trend: [], weak_keys: [] },
      ...{ recovery_ms: null, usual_ms: null },
    });
    const { body } = await start(token);
    const log = typed(body);
    const { result } = (await end(token, log)).body;
    const all = await stats("all");
    const sum = (parts: { presses: number }[]) => parts.reduce((n, { presses }) => n + presses, 0);
    expect(sum(all.keys)).toBe(12);
    expect(sum(all.token_kinds)).toBeLessThanOrEqual(12);
    const sums: OracleSums = new Map();
    sumPresses(drillPresses(textsOf(body), log.key_sequence), "PYTHON", sums);
    const pairs = [...sums.keys()].flatMap((name) => /^pair (..)/s.exec(name)?.[1] ?? []);
    expect(all.pairs.map(({ pair }) => pair).sort()).toEqual([...new Set(pairs)].sort());
    expect(all.usual_ms).toBeGreaterThan(20);
    expect(all.trend).toEqual([
      {
        day: result.ended_at.slice(0, 10),
        words_per_minute: expect.any(Number),
        accuracy_percentage: expect.closeTo(result.accuracy_percentage),
        keys: result.total_keys_pressed,
      },
    ]);
    const quarter = await stats("quarter");
    expect(quarter.keys).toEqual(all.keys);
    expect(quarter).toMatchObject({ pairs: [], confusions: [], trend: [] });
  });

  it("needs a language", async () => {
    const { access_token: token } = await register(site);
    const problem = await callForProblem(site, "/typing/stats", { token });
    expect(problem).toMatchObject({ status: 422, body: { errors: [{ path: "language" }] } });
  });
});
