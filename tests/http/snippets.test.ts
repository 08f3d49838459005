import { beforeAll, describe, expect, it } from "vitest";
import type { StartedGame } from "../../app/contracts/game.ts";
import type { Page } from "../../app/contracts/list.ts";
import { MAX_IMPORTED, type StoredSnippet } from "../../app/contracts/snippet.ts";
import { call, refused, register, roundTrips } from "../support/api.ts";
import { visit } from "../support/personas.ts";
import { withSite } from "../support/site.ts";
import { draft } from "../support/snippets.ts";

const site = withSite();

let token = "";
beforeAll(async () => {
  token = (await visit(site, "admin")).token ?? "";
});

const create = (overrides = {}) =>
  call<StoredSnippet>(site, "/snippets", { token, json: { ...draft(), ...overrides } });
const change = (id: string, json: object) =>
  call<StoredSnippet>(site, `/snippets/${id}`, { method: "PUT", token, json });

describe("GET /snippets", () => {
  it("gives a page of snippets with what runs say of them, in one round trip", async () => {
    const answer = await call<Page<StoredSnippet>>(site, "/snippets", { token });
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
    const next = `/snippets?limit=100&cursor=${answer.body.next_cursor}`;
    const second = await call<Page<StoredSnippet>>(site, next, { token });
    const first = answer.body.items.map(({ id }) => id);
    for (const { id } of second.body.items) expect(first).not.toContain(id);
  });

  it("keeps what it is asked for", async () => {
    const { body } = await create({ category: "asked-for" });
    await change(body.id, { is_active: false });
    const found = async (query: string) => {
      const answer = await call<Page<StoredSnippet>>(site, `/snippets?${query}`, { token });
      return answer.body.items.map(({ id }) => id);
    };
    expect(await found("q=ASKED-for")).toEqual([body.id]);
    expect(await found("category=asked-for&is_active=false&language=PYTHON")).toEqual([body.id]);
    expect(await found("category=asked-for&is_active=true")).toEqual([]);
  });

  it.each([
    "language=COBOL",
    "difficulty=easy",
    "is_active=1",
    "q=a%00b",
    `q=${"a".repeat(101)}`,
    "category=A%00",
    "cursor=nonsense",
    "limit=101",
  ])("refuses to look for %s", async (query) => {
    const answer = await refused(site, `/snippets?${query}`, { token });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors?.[0]?.path).toBe(query.split("=")[0]);
  });

  it.each(["%FF%FE", "%ED%A0%80", "\u202e", "%25", "'; DROP TABLE code_snippets; --"])(
    "finds nothing by %j",
    async (q) => {
      const answer = await call<Page<StoredSnippet>>(site, `/snippets?q=${q}&category=loops`, {
        token,
      });
      expect(answer.status).toBe(200);
      expect(answer.body.items.length).toBeLessThanOrEqual(20);
    },
  );
});

describe("POST /snippets", () => {
  it("stores a snippet in one round trip, and lists it", async () => {
    const answer = await create({ category: "fresh" });
    expect([answer.status, roundTrips(answer)]).toEqual([201, 1]);
    expect(answer.body).toMatchObject({ category: "fresh", is_active: true });
    const { body } = await call<Page<StoredSnippet>>(site, "/snippets?category=fresh", { token });
    expect(body.items).toEqual([answer.body]);
  });

  it("names line and column of what does not parse, and asks the database nothing", async () => {
    const json = draft({ snippet_text: "for x in y:\n    print(x))" });
    const answer = await refused(site, "/snippets", { token, json });
    expect([answer.status, answer.body.code, roundTrips(answer)]).toEqual([
      422,
      "validation_failed",
      0,
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

  it("makes line ends tidy, and refuses the same code in other ones", async () => {
    const text = "crlf_one = 1\r\ncrlf_two = 2\r\n";
    expect((await create({ snippet_text: text })).body.snippet_text).toBe(
      "crlf_one = 1\ncrlf_two = 2",
    );
    const again = await refused(site, "/snippets", {
      token,
      json: draft({ snippet_text: text.replaceAll("\r", "") }),
    });
    expect([again.status, again.body.code]).toEqual([409, "snippet_exists"]);
  });

  it.each<[string, string]>([
    ["a NUL", "x = 1\0"],
    ["half a character", "x = '\ud800'"],
    ["a turned direction", "x = 1  # \u202eevil"],
    ["a tab", "if x:\n\ty = 1"],
    ["a blank at a line's end", "x = 1 \ny = 2"],
    ["nothing to type", " \n\t\n "],
    ["a megabyte of brackets, cut to what is taken", "(".repeat(4_000)],
    ["more than is taken", "x".repeat(4_001)],
  ])("refuses %s", async (_, snippet_text) => {
    const answer = await refused(site, "/snippets", { token, json: draft({ snippet_text }) });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors?.[0]?.path).toBe("snippet_text");
  });

  it("refuses what is computed, and what is more than a snippet", async () => {
    for (const extra of [{ token_count: 1 }, { is_active: false }, { id: crypto.randomUUID() }]) {
      const answer = await refused(site, "/snippets", { token, json: { ...draft(), ...extra } });
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.[0]?.path).toBe(Object.keys(extra)[0]);
    }
    const large = await refused(site, "/snippets", {
      token,
      json: { ...draft(), x: "x".repeat(70_000) },
    });
    expect([large.status, large.body.code]).toEqual([413, "body_too_large"]);
  });
});

describe("PUT /snippets/:id", () => {
  it.each<[object, number]>([
    [{ category: "other" }, 1],
    [{ expected_wpm: 61.5 }, 1],
    [{ is_active: false }, 1],
    [{ snippet_text: "put_text = 1" }, 1],
    [{ language: "TYPESCRIPT", difficulty: "EASY", snippet_text: "let put: number = 1;" }, 1],
    [{}, 1],
    // The text that stays has to be read first.
    [{ difficulty: "EASY" }, 2],
  ])("changes %j in %i round trips", async (json, most) => {
    const { body: made } = await create();
    const answer = await change(made.id, json);
    expect([answer.status, roundTrips(answer)]).toEqual([200, most]);
    expect(answer.body).toMatchObject({
      ...made,
      ...json,
      token_count: expect.any(Number),
      revision: expect.any(Number),
      updated_at: expect.any(String),
      usage_count: expect.any(Number),
    });
  });

  it.each<[string, string]>([
    ["a NUL", "x = 1\0"],
    ["half a character", "x = '\ud800'"],
    ["nothing to type", " "],
  ])("refuses %s", async (_, snippet_text) => {
    const { body: made } = await create();
    const answer = await refused(site, `/snippets/${made.id}`, {
      method: "PUT",
      token,
      json: { snippet_text },
    });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors?.[0]?.path).toBe("snippet_text");
  });

  it("leaves a session that is running the text that it was given", async () => {
    const player = await register(site);
    const start = {
      token: player.access_token,
      json: { language: "TYPESCRIPT", difficulty: "EASY" },
    };
    const { body: game } = await call<StartedGame>(site, "/game/start", start);
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

  it("tells a state that is no more", async () => {
    const { body: made } = await create();
    await change(made.id, { category: "first", revision: 0 });
    const late = await refused(site, `/snippets/${made.id}`, {
      method: "PUT",
      token,
      json: { category: "second", revision: 0 },
    });
    expect([late.status, late.body.code]).toEqual([409, "snippet_changed"]);
  });

  it.each(["not-an-id", crypto.randomUUID(), "%00"])("finds no snippet %s", async (id) => {
    const answer = await refused(site, `/snippets/${id}`, {
      method: "PUT",
      token,
      json: { category: "x" },
    });
    expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });
});

describe("POST /snippets/import", () => {
  const importing = (snippets: unknown) =>
    refused(site, "/snippets/import", { token, json: { snippets } });

  it("stores hundreds in one round trip", async () => {
    const snippets = Array.from({ length: MAX_IMPORTED }, () => draft({ category: "many" }));
    const answer = await call<{ items: StoredSnippet[] }>(site, "/snippets/import", {
      token,
      json: { snippets },
    });
    expect([answer.status, roundTrips(answer)]).toEqual([201, 1]);
    expect(answer.body.items.map(({ snippet_text }) => snippet_text)).toEqual(
      snippets.map(({ snippet_text }) => snippet_text),
    );
  });

  it("stores none when one is wrong, and names it by its index", async () => {
    const answer = await importing([draft({ category: "none" }), draft({ snippet_text: "x =" })]);
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors).toMatchObject([
      { path: "snippets.1.snippet_text", line: 1, column: 4 },
    ]);
    const { body } = await call<Page<StoredSnippet>>(site, "/snippets?category=none", { token });
    expect(body.items).toEqual([]);
  });

  it("names fields of a wrong shape by their index", async () => {
    const answer = await importing([draft(), { ...draft(), language: "COBOL" }]);
    expect(answer.body.errors?.[0]?.path).toBe("snippets.1.language");
  });

  it("refuses the same code twice, here or with what is there", async () => {
    const twin = draft();
    const inside = await importing([twin, twin]);
    expect([inside.status, inside.body.errors?.[0]?.path]).toEqual([
      422,
      "snippets.1.snippet_text",
    ]);
    await importing([twin]);
    const outside = await importing([draft(), twin]);
    expect([outside.status, outside.body.code, outside.body.errors?.[0]?.path]).toEqual([
      409,
      "snippet_exists",
      "snippets.1.snippet_text",
    ]);
  });

  it.each<[string, unknown]>([
    ["nothing", []],
    ["no list", "all of them"],
    ["too many", Array(MAX_IMPORTED + 1).fill(0)],
    ["a quarter of a million of nothing", Array(250_000).fill(0)],
  ])("refuses %s, briefly", async (_, snippets) => {
    const answer = await importing(snippets);
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors).toHaveLength(1);
  });

  it("refuses more than half a megabyte, and goes on after fifty", async () => {
    const large = (size: number) => ({ token, json: `"${"x".repeat(size)}"` });
    const answer = await refused(site, "/snippets/import", large(513 * 1024));
    expect([answer.status, answer.body.code]).toEqual([413, "body_too_large"]);
    // Who still sends when the answer is there may find the line closed.
    const ends = refused(site, "/snippets/import", large(50 * 1024 * 1024)).then(
      ({ status }) => status,
      () => "closed",
    );
    expect([413, "closed"]).toContain(await ends);
    expect((await call(site, "/health")).status).toBe(200);
  });
});

describe("importing files", () => {
  const send = (
    act: string,
    files: [name: string, text: string][],
    fields: Record<string, string> = {},
  ) => {
    const form = new FormData();
    form.set("act", act);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const [name, text] of files) form.append("files", new File([text], name));
    return fetch(`${site.origin}/admin/snippets/import`, {
      method: "POST",
      headers: { Origin: site.origin, Cookie: `__Host-access=${token}` },
      body: form,
    });
  };
  const stored = async (category: string) => {
    const { body } = await call<Page<StoredSnippet>>(site, `/snippets?category=${category}`, {
      token,
    });
    return body.items.map(({ language, difficulty }) => `${language} ${difficulty}`);
  };

  it("takes what they are from their paths, without script, and stores nothing before it is asked to", async () => {
    const files: [string, string][] = [
      ["seed/snippets/react/easy/filed.1.jsx", "const filed = <b>1</b>;\n"],
      ["python/easy/filed.2.py", "\ufefffiled = 2\r\n"],
      ["filed.3.ts", "const filed: number = 3;"],
      ["list.json", `\ufeff${JSON.stringify([draft({ category: "filed" })])}`],
    ];
    const check = await send("check", files, { difficulty: "EASY" });
    expect([check.status, roundTrips(check)]).toEqual([200, 1]);
    expect(await check.text()).toContain("4 snippets can be stored");
    expect(await stored("filed")).toEqual([]);
    const done = await send("import", files, { difficulty: "EASY" });
    expect([done.status, roundTrips(done)]).toEqual([200, 1]);
    expect(await done.text()).toContain("4 snippets stored");
    expect(await stored("filed")).toEqual([
      "PYTHON EASY",
      "PYTHON EASY",
      "REACT EASY",
      "TYPESCRIPT EASY",
    ]);
    const again = await send("import", files, { difficulty: "EASY" });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("4 of 4 snippets cannot be");
  });

  it("says of each what is wrong, and stores none", async () => {
    const response = await send("import", [
      ["kept-out.1.py", "kept_out = 1"],
      ["python/easy/kept-out.2.py", "kept_out = ("],
      ["notes.txt", "hello"],
      ["react/easy/kept-out.3.py", "x = 1"],
      ["broken.json", "{"],
      ["python/easy/picture.1.py", "\x89PNG\0\0\r\n"],
      ["python/easy/kept-out.4.py", "kept_out = 4"],
    ]);
    expect(response.status).toBe(422);
    const page = await response.text();
    for (const said of [
      "6 of 7 snippets cannot be",
      "Its folder names no difficulty",
      "Line 1, column 13",
      "No .py, .js, .jsx or .ts file",
      "A .py file in the folder of REACT",
      "Not JSON",
      "Not a text",
    ]) {
      expect(page).toContain(said);
    }
    expect(await stored("kept-out")).toEqual([]);
  });

  it("wants some files, and not too many", async () => {
    expect((await send("import", [])).status).toBe(422);
    const many = JSON.stringify(Array(MAX_IMPORTED + 1).fill(0));
    const refusal = await send("check", [["many.json", many]]);
    expect([refusal.status, await refusal.text()]).toEqual([
      422,
      expect.stringContaining(`More than ${MAX_IMPORTED} snippets`),
    ]);
    const files = Array.from({ length: MAX_IMPORTED + 1 }, (_, index): [string, string] => [
      `few.${index}.py`,
      `few = ${index}`,
    ]);
    expect((await send("check", files, { difficulty: "EASY" })).status).toBe(422);
    expect((await send("check", [["deep.json", "[".repeat(100_000)]])).status).toBe(422);
    expect((await send("check", [["large.py", "x".repeat(600 * 1024)]])).status).toBe(413);
  });
});
