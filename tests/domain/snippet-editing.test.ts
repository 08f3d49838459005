/** One snippet: who may manage snippets, and how a snippet is created and changed. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import {
  changeSnippet,
  checkImport,
  createSnippet,
  getSnippet,
  importSnippets,
  listSnippets,
} from "../../app/.server/snippets/service.ts";
import { countTokens } from "../../app/engine/tokens.ts";
import { asActor, createAdmin } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, honestRun, startRequest } from "../support/players.ts";
import { withSnippetAdmin } from "../support/snippet-admin.ts";
import { draft } from "../support/snippets.ts";

const database = withDatabase(30);
const editor = withSnippetAdmin(database);
const { create, change, count, auditEntries } = editor;

describe("managing snippets", () => {
  it.each(["PLAYER", "MODERATOR"] as const)(
    "is forbidden to a %s, and changes nothing",
    async (role) => {
      const { db } = database;
      const other = asActor(await createPlayer(db, { role }));
      const snippet = await create();
      const before = await count();
      const forbidden = { code: "forbidden" };
      await expect(listSnippets(db, other, { limit: 20 })).rejects.toMatchObject(forbidden);
      await expect(getSnippet(db, other, snippet.id)).rejects.toMatchObject(forbidden);
      await expect(getSnippet(db, other, "no id")).rejects.toMatchObject(forbidden);
      await expect(createSnippet(db, other, draft())).rejects.toMatchObject(forbidden);
      await expect(changeSnippet(db, other, snippet.id, { category: "x" })).rejects.toMatchObject(
        forbidden,
      );
      await expect(changeSnippet(db, other, "no id", { category: "x" })).rejects.toMatchObject(
        forbidden,
      );
      await expect(importSnippets(db, other, [draft()])).rejects.toMatchObject(forbidden);
      await expect(checkImport(db, other, [draft()])).rejects.toMatchObject(forbidden);
      expect(await count()).toBe(before);
      expect(await getSnippet(db, editor.admin, snippet.id)).toEqual(snippet);
      expect(await auditEntries(snippet.id)).toHaveLength(1);
    },
  );

  it("is refused to an administrator who was demoted or deactivated", async () => {
    const { db } = database;
    const former = await createAdmin(db);
    await createSnippet(db, former, draft());
    await db.updateTable("users").set({ role: "PLAYER" }).where("id", "=", former.id).execute();
    await expect(createSnippet(db, former, draft())).rejects.toMatchObject({ code: "forbidden" });
    await db
      .updateTable("users")
      .set({ role: "ADMIN", is_active: false })
      .where("id", "=", former.id)
      .execute();
    await expect(createSnippet(db, former, draft())).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});

describe("a new snippet", () => {
  it("is stored with the token count of the engine, and recorded in the audit log", async () => {
    const overrides = draft({ category: "unpacking" });
    const snippet = await createSnippet(database.db, editor.admin, overrides);
    expect(snippet).toMatchObject({ ...overrides, is_active: true, revision: 0 });
    expect(snippet.token_count).toBe(countTokens(overrides.snippet_text));
    expect(snippet.measured).toMatchObject({ runs: 0, words_per_minute: null });
    expect(await getSnippet(database.db, editor.admin, snippet.id)).toEqual(snippet);
    const [entry, ...more] = await auditEntries(snippet.id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: "snippet.created",
      target_name: "PYTHON EASY unpacking",
      request_id: editor.admin.requestId,
      details: { after: { ...overrides, is_active: true } },
    });
  });

  it("is rejected with line and column when it does not parse, and nothing is stored", async () => {
    const before = await count();
    await expect(create({ snippet_text: "x = 1\nprint(x))" })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [
        {
          path: "snippet_text",
          message: "Line 2, column 9: Python has no place for “)”",
          line: 2,
          column: 9,
        },
      ],
    });
    expect(await count()).toBe(before);
  });

  it("is rejected when its language has the same code already, but not when another language has it", async () => {
    const { snippet_text } = await create();
    await expect(create({ snippet_text, category: "other" })).rejects.toMatchObject({
      code: "snippet_exists",
      errors: [{ path: "snippet_text" }],
    });
    await create({ snippet_text: "one = 1;", language: "JAVASCRIPT" });
    await create({ snippet_text: "one = 1;", language: "TYPESCRIPT" });
  });

  it("is stored once when twenty requests send it at the same time", async () => {
    const overrides = draft();
    const requests = await Promise.allSettled(
      Array.from({ length: 20 }, () => createSnippet(database.db, editor.admin, overrides)),
    );
    expect(requests.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const request of requests) {
      if (request.status === "rejected") {
        expect(request.reason).toMatchObject({ code: "snippet_exists" });
      }
    }
  });
});

describe("changing a snippet", () => {
  it("changes the given fields, counts tokens again, and records the old and new values in the audit log", async () => {
    const snippet = await create({ category: "before" });
    const snippet_text = "answer = 41 + 1\nprint( answer )";
    const changed = await change(snippet.id, { snippet_text, category: "after" });
    expect(changed).toEqual({
      ...snippet,
      snippet_text,
      category: "after",
      token_count: 8,
      revision: 1,
      updated_at: expect.any(String),
    });
    const entry = (await auditEntries(snippet.id))[1];
    expect(entry).toMatchObject({
      action: "snippet.changed",
      target_name: "PYTHON EASY after",
      details: {
        before: {
          snippet_text: snippet.snippet_text,
          category: "before",
          token_count: snippet.token_count,
        },
        after: { snippet_text, category: "after", token_count: 8 },
      },
    });
    const { after } = (entry?.details ?? {}) as { after: object };
    expect(Object.keys(after).sort()).toEqual(["category", "snippet_text", "token_count"]);
  });

  it("changes and records nothing when all values are the same", async () => {
    const snippet = await create();
    const { category, snippet_text, language, difficulty, expected_wpm, is_active } = snippet;
    const same = { category, snippet_text, language, difficulty, expected_wpm, is_active };
    expect(await change(snippet.id, same)).toEqual(snippet);
    expect(await change(snippet.id, {})).toEqual(snippet);
    expect(await auditEntries(snippet.id)).toHaveLength(1);
  });

  it("checks a new text against the unchanged language and difficulty", async () => {
    const snippet = await create();
    await expect(change(snippet.id, { snippet_text: "const a = 1;" })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "snippet_text", line: 1, column: 7 }],
    });
    await expect(
      change(snippet.id, { snippet_text: "a = 1\n".repeat(13).trim() }),
    ).rejects.toMatchObject({
      errors: [{ message: "EASY has 1 to 12 lines of code; this has 13" }],
    });
    expect(await getSnippet(database.db, editor.admin, snippet.id)).toEqual(snippet);
  });

  it("checks the unchanged text against a new language or difficulty", async () => {
    const snippet = await create();
    await expect(change(snippet.id, { difficulty: "HARD" })).rejects.toMatchObject({
      errors: [{ message: "HARD has 6 to 12 lines of code; this has 2" }],
    });
    await expect(change(snippet.id, { language: "REACT" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    const three = await create({ snippet_text: `x${Date.now()} = 1\ny = 2\nz = 3` });
    expect(await change(three.id, { difficulty: "NORMAL" })).toMatchObject({
      difficulty: "NORMAL",
    });
  });

  it("is rejected when another snippet has the new code", async () => {
    const [first, second] = [await create(), await create()];
    await expect(change(second.id, { snippet_text: first.snippet_text })).rejects.toMatchObject({
      code: "snippet_exists",
    });
    expect(await getSnippet(database.db, editor.admin, second.id)).toEqual(second);
  });

  it.each([
    ["an invalid id", "no id"],
    ["an unknown id", randomUUID()],
  ])("is rejected for %s", async (_, id) => {
    await expect(change(id, { category: "x" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps all of three concurrent changes of different fields", async () => {
    const snippet = await create();
    await Promise.all([
      change(snippet.id, { category: "mine" }),
      change(snippet.id, { expected_wpm: 77 }),
      change(snippet.id, { is_active: false }),
    ]);
    expect(await getSnippet(database.db, editor.admin, snippet.id)).toMatchObject({
      category: "mine",
      expected_wpm: 77,
      is_active: false,
      revision: 3,
    });
    expect(await auditEntries(snippet.id)).toHaveLength(4);
  });

  it("is rejected when the snippet has changed since the given revision", async () => {
    const snippet = await create();
    const writers = Array.from({ length: 10 }, (_, index) =>
      change(snippet.id, { category: `writer-${index}`, revision: 0 }),
    );
    const results = await Promise.allSettled(writers);
    const [succeeded, ...others] = results.filter(({ status }) => status === "fulfilled");
    expect(others).toEqual([]);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "snippet_changed" });
    }
    expect(await getSnippet(database.db, editor.admin, snippet.id)).toEqual(
      (succeeded as { value: unknown }).value,
    );
    expect(await change(snippet.id, { category: "second", revision: 1 })).toMatchObject({
      revision: 2,
    });
  });

  it("does not affect a running game, which is verified by the texts that it was served", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(
      database.db,
      player,
      startRequest({ language: "REACT" }),
      1,
      new Date(),
    );
    const before = game.snippets.map(({ snippet_text }) => snippet_text);
    for (const [index, { id }] of game.snippets.entries()) {
      await change(id, { snippet_text: `one(${index});\ntwo(${index});\nthree(${index});` });
    }
    const { ended } = await endGame(
      database.db,
      player,
      await honestRun(database.db, game, { wpm: 60, until: 60_000 }),
      NO_BOARD_CACHE,
    );
    expect(ended.result.status).toBe("VERIFIED");
    expect(ended.result.total_words_typed).toBeGreaterThan(20);
    const next = await startGame(
      database.db,
      player,
      startRequest({ language: "REACT" }),
      2,
      new Date(),
    );
    for (const { snippet_text } of next.snippets) expect(before).not.toContain(snippet_text);
  });
});
