import { beforeAll, describe, expect, it } from "vitest";
import type { Page } from "../../app/contracts/list.ts";
import { MAX_IMPORTED, type StoredSnippet } from "../../app/contracts/snippet.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { startGameByApi } from "../support/api-games.ts";
import { withSite } from "../support/site.ts";
import { draft } from "../support/snippets.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

let token = "";
beforeAll(async () => {
  token = (await createVisitor(site, "admin")).token ?? "";
});

const create = (overrides = {}) =>
  call<StoredSnippet>(site, "/snippets", { token, json: { ...draft(), ...overrides } });
const change = (id: string, json: object) =>
  call<StoredSnippet>(site, `/snippets/${id}`, { method: "PUT", token, json });
const refuseChange = (id: string, json: object) =>
  callForProblem(site, `/snippets/${id}`, { method: "PUT", token, json });
const list = (query = "") => call<Page<StoredSnippet>>(site, `/snippets?${query}`, { token });

describe("GET /api/snippets", () => {
  it("returns a page of snippets with their measured statistics, in one round trip", async () => {
    const answer = await list();
    expect([answer.status, roundTrips(answer)]).toEqual([200, 1]);
    expect(answer.body.items).toHaveLength(20);
    expect(Object.keys(answer.body.items[0] ?? {}).sort()).toEqual([
      "category",
      "created_at",
      "difficulty",
      "expected_wpm",
      "id",
      "is_active",
      "language",
      "measured",
      "revision",
      "snippet_text",
      "token_count",
      "updated_at",
      "usage_count",
    ]);
    const nextPage = await list(`limit=100&cursor=${answer.body.next_cursor}`);
    const firstIds = answer.body.items.map(({ id }) => id);
    for (const { id } of nextPage.body.items) expect(firstIds).not.toContain(id);
  });

  it("filters by text, category, language and activity", async () => {
    const { body } = await create({ category: "asked-for" });
    await change(body.id, { is_active: false });
    const idsOf = async (query: string) => (await list(query)).body.items.map(({ id }) => id);
    expect(await idsOf("q=ASKED-for")).toEqual([body.id]);
    expect(await idsOf("category=asked-for&is_active=false&language=PYTHON")).toEqual([body.id]);
    expect(await idsOf("category=asked-for&is_active=true")).toEqual([]);
  });

  it.each([
    ["an unknown language", "language=COBOL"],
    ["a difficulty in small letters", "difficulty=easy"],
    ["a number for is_active", "is_active=1"],
    ["a NUL in the text", "q=a%00b"],
    ["a text of 101 characters", `q=${"a".repeat(101)}`],
    ["a NUL in the category", "category=A%00"],
    ["an unknown cursor", "cursor=nonsense"],
    ["a limit above 100", "limit=101"],
  ])("rejects %s with 422 and names the field", async (_, query) => {
    const answer = await callForProblem(site, `/snippets?${query}`, { token });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors?.[0]?.path).toBe(query.split("=")[0]);
  });

  it.each(["%FF%FE", "%ED%A0%80", "\u202e", "%25", "'; DROP TABLE code_snippets; --"])(
    "answers a search for %j with 200",
    async (q) => {
      const answer = await list(`q=${q}&category=loops`);
      expect(answer.status).toBe(200);
      expect(answer.body.items.length).toBeLessThanOrEqual(20);
    },
  );
});

describe("POST /api/snippets", () => {
  it("stores a snippet in two round trips, and the list has it", async () => {
    const answer = await create({ category: "fresh" });
    expect([answer.status, roundTrips(answer)]).toEqual([201, 2]);
    expect(answer.body).toMatchObject({ category: "fresh", is_active: true });
    const { body } = await list("category=fresh");
    expect(body.items).toEqual([answer.body]);
  });

  it("names line and column of a syntax error, after the round trip that confirms the role", async () => {
    const json = draft({ snippet_text: "for x in y:\n    print(x))" });
    const answer = await callForProblem(site, "/snippets", { token, json });
    expect([answer.status, answer.body.code, roundTrips(answer)]).toEqual([
      422,
      "validation_failed",
      1,
    ]);
    expect(answer.body.errors).toEqual([
      {
        path: "snippet_text",
        message: "Line 2, column 13: Python has no place for “)”",
        line: 2,
        column: 13,
      },
    ]);
  });

  it("normalizes line ends, and rejects the same code with other line ends", async () => {
    const text = "crlf_one = 1\r\ncrlf_two = 2\r\n";
    expect((await create({ snippet_text: text })).body.snippet_text).toBe(
      "crlf_one = 1\ncrlf_two = 2",
    );
    const duplicate = await callForProblem(site, "/snippets", {
      token,
      json: draft({ snippet_text: text.replaceAll("\r", "") }),
    });
    expect([duplicate.status, duplicate.body.code]).toEqual([409, "snippet_exists"]);
  });

  it.each<[string, string]>([
    ["a NUL", "x = 1\0"],
    ["half a surrogate pair", "x = '\ud800'"],
    ["a character that turns the direction of text", "x = 1  # \u202eevil"],
    ["a tab", "if x:\n\ty = 1"],
    ["a space at the end of a line", "x = 1 \ny = 2"],
    ["only blanks", " \n\t\n "],
    ["4,000 open brackets", "(".repeat(4_000)],
    ["more than 4,000 characters", "x".repeat(4_001)],
  ])("rejects %s in the code", async (_, snippet_text) => {
    const answer = await callForProblem(site, "/snippets", {
      token,
      json: draft({ snippet_text }),
    });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors?.[0]?.path).toBe("snippet_text");
  });

  it("rejects computed and unknown fields, and a body that is too large", async () => {
    for (const extra of [{ token_count: 1 }, { is_active: false }, { id: crypto.randomUUID() }]) {
      const answer = await callForProblem(site, "/snippets", {
        token,
        json: { ...draft(), ...extra },
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.[0]?.path).toBe(Object.keys(extra)[0]);
    }
    const large = await callForProblem(site, "/snippets", {
      token,
      json: { ...draft(), x: "x".repeat(70_000) },
    });
    expect([large.status, large.body.code]).toEqual([413, "body_too_large"]);
  });
});

describe("PUT /api/snippets/:id", () => {
  const typescript = { language: "TYPESCRIPT", difficulty: "EASY" };

  it.each<[string, number, object]>([
    ["the category", 1, { category: "other" }],
    ["the expected speed", 1, { expected_wpm: 61.5 }],
    ["the activity", 1, { is_active: false }],
    ["the code", 2, { snippet_text: "put_text = 1" }],
    ["language and code", 2, { ...typescript, snippet_text: "let put: number = 1;" }],
    ["nothing", 1, {}],
    // The stored code is read first, and checked against the rules of the difficulty.
    ["the difficulty alone", 2, { difficulty: "EASY" }],
  ])("changes %s in %i round trip(s)", async (_, trips, json) => {
    const { body: created } = await create();
    const answer = await change(created.id, json);
    expect([answer.status, roundTrips(answer)]).toEqual([200, trips]);
    expect(answer.body).toMatchObject({
      ...created,
      ...json,
      token_count: expect.any(Number),
      revision: expect.any(Number),
      updated_at: expect.any(String),
      usage_count: expect.any(Number),
    });
  });

  it.each<[string, string]>([
    ["a NUL", "x = 1\0"],
    ["half a surrogate pair", "x = '\ud800'"],
    ["only blanks", " "],
  ])("rejects %s in the code", async (_, snippet_text) => {
    const { body: created } = await create();
    const answer = await refuseChange(created.id, { snippet_text });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors?.[0]?.path).toBe("snippet_text");
  });

  it("leaves a running session the code that it was given", async () => {
    const player = await register(site);
    const game = await startGameByApi(site, player.access_token, typescript);
    const [served] = game.snippets;
    const changed = await change(served?.id ?? "", { snippet_text: "const replaced = true;" });
    expect(changed.status).toBe(200);
    const { snippet_versions } = await site.db
      .selectFrom("game_sessions")
      .select("snippet_versions")
      .where("id", "=", game.session_id)
      .executeTakeFirstOrThrow();
    const version = await site.db
      .selectFrom("code_snippet_versions")
      .select("snippet_text")
      .where("id", "=", snippet_versions[0] ?? 0)
      .executeTakeFirstOrThrow();
    expect(version.snippet_text).toBe(served?.snippet_text);
  });

  it("rejects a change of an outdated revision with 409", async () => {
    const { body: created } = await create();
    await change(created.id, { category: "first", revision: 0 });
    const answer = await refuseChange(created.id, { category: "second", revision: 0 });
    expect([answer.status, answer.body.code]).toEqual([409, "snippet_changed"]);
  });

  it.each(["not-an-id", crypto.randomUUID(), "%00"])("answers 404 for the id %s", async (id) => {
    const answer = await refuseChange(id, { category: "x" });
    expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });
});

describe("POST /api/snippets/import", () => {
  const importSnippets = (snippets: unknown) =>
    callForProblem(site, "/snippets/import", { token, json: { snippets } });

  it("stores hundreds of snippets in two round trips", async () => {
    const snippets = Array.from({ length: MAX_IMPORTED }, () => draft({ category: "many" }));
    const answer = await call<{ items: StoredSnippet[] }>(site, "/snippets/import", {
      token,
      json: { snippets },
    });
    expect([answer.status, roundTrips(answer)]).toEqual([201, 2]);
    expect(answer.body.items.map(({ snippet_text }) => snippet_text)).toEqual(
      snippets.map(({ snippet_text }) => snippet_text),
    );
  });

  it("stores no snippet when one is wrong, and names it by its index", async () => {
    const answer = await importSnippets([
      draft({ category: "none" }),
      draft({ snippet_text: "x =" }),
    ]);
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors).toMatchObject([
      { path: "snippets.1.snippet_text", line: 1, column: 4 },
    ]);
    const { body } = await list("category=none");
    expect(body.items).toEqual([]);
  });

  it("names an invalid field with the index of its snippet", async () => {
    const answer = await importSnippets([draft(), { ...draft(), language: "COBOL" }]);
    expect(answer.body.errors?.[0]?.path).toBe("snippets.1.language");
  });

  it("rejects code that it contains twice or that is stored already", async () => {
    const twin = draft();
    const sentTwice = await importSnippets([twin, twin]);
    expect([sentTwice.status, sentTwice.body.errors?.[0]?.path]).toEqual([
      422,
      "snippets.1.snippet_text",
    ]);
    await importSnippets([twin]);
    const stored = await importSnippets([draft(), twin]);
    expect([stored.status, stored.body.code, stored.body.errors?.[0]?.path]).toEqual([
      409,
      "snippet_exists",
      "snippets.1.snippet_text",
    ]);
  });

  it.each<[string, unknown]>([
    ["an empty list", []],
    ["a string for the list", "all of them"],
    ["one snippet too many", Array(MAX_IMPORTED + 1).fill(0)],
    ["a list of 250,000 zeros", Array(250_000).fill(0)],
  ])("rejects %s with a single error", async (_, snippets) => {
    const answer = await importSnippets(snippets);
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors).toHaveLength(1);
  });

  it("rejects a body of more than 512 KiB, and answers other calls after one of 50 MiB", async () => {
    const large = (size: number) => ({ token, json: `"${"x".repeat(size)}"` });
    const answer = await callForProblem(site, "/snippets/import", large(513 * 1024));
    expect([answer.status, answer.body.code]).toEqual([413, "body_too_large"]);
    // The connection may close before a client that still sends has read the answer.
    const outcome = callForProblem(site, "/snippets/import", large(50 * 1024 * 1024)).then(
      ({ status }) => status,
      () => "closed",
    );
    expect([413, "closed"]).toContain(await outcome);
    expect((await call(site, "/health")).status).toBe(200);
  });
});
