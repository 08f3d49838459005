import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { SNIPPETS_A_GAME } from "../../app/.server/games/sessions/service.ts";
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
import { waitsForLock, withDatabase } from "../support/database.ts";
import { createPlayer, honestRun, newGame } from "../support/players.ts";
import { createAdmin, draft } from "../support/snippets.ts";

const database = withDatabase(30);

let admin: Actor;
beforeAll(async () => {
  admin = await createAdmin(database.db);
});

const create = (overrides = {}) => createSnippet(database.db, admin, draft(overrides));
const change = (id: string, asked: object) => changeSnippet(database.db, admin, id, asked);

/** What the audit log tells of a snippet, the first first. */
const acts = (id: string | null) =>
  database.db
    .selectFrom("audit_log")
    .select(["action", "actor_name", "target_name", "details", "request_id"])
    .where("target_id", id === null ? "is" : "=", id)
    .orderBy("created_at")
    .execute();

const count = async () => {
  const { count } = await database.db
    .selectFrom("code_snippets")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
};

/** The least used active snippet of a rotation, besides some. */
const leastUsed = async (language: string, difficulty: string, besides: string[] = []) => {
  const { rows } = await sql<{ least: number }>`
    SELECT min(usage_count)::integer AS least FROM code_snippets
    WHERE language::text = ${language} AND difficulty::text = ${difficulty} AND is_active
      AND id <> ALL (${besides}::uuid[])`.execute(database.db);
  return rows[0]?.least;
};

/** Makes it so that all who are in a rotation of Python were used so often. */
const useAll = (difficulty: "EASY" | "HARD", times: number) =>
  database.db
    .updateTable("code_snippets")
    .set({ usage_count: times })
    .where("is_active", "=", true)
    .where("language", "=", "PYTHON")
    .where("difficulty", "=", difficulty)
    .execute();

describe("a new snippet", () => {
  it("is stored with the tokens that the engine counts, and written down", async () => {
    const overrides = draft({ category: "unpacking" });
    const made = await createSnippet(database.db, admin, overrides);
    expect(made).toMatchObject({ ...overrides, is_active: true, revision: 0 });
    expect(made.token_count).toBe(countTokens(overrides.snippet_text));
    expect(made.measured).toMatchObject({ runs: 0, words_per_minute: null });
    expect(await getSnippet(database.db, admin, made.id)).toEqual(made);
    const [act, ...more] = await acts(made.id);
    expect(more).toEqual([]);
    expect(act).toMatchObject({
      action: "snippet.created",
      target_name: "PYTHON EASY unpacking",
      request_id: admin.requestId,
      details: { after: { ...overrides, is_active: true } },
    });
  });

  it("is refused with line and column, and nothing is written, when it does not parse", async () => {
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

  it("is refused when its language has that code already, and only then", async () => {
    const { snippet_text } = await create();
    await expect(create({ snippet_text, category: "other" })).rejects.toMatchObject({
      code: "snippet_exists",
      errors: [{ path: "snippet_text" }],
    });
    await create({ snippet_text: "one = 1;", language: "JAVASCRIPT" });
    await create({ snippet_text: "one = 1;", language: "TYPESCRIPT" });
  });

  it("is stored once when twenty admins send it at the same time", async () => {
    const overrides = draft();
    const sent = await Promise.allSettled(
      Array.from({ length: 20 }, () => createSnippet(database.db, admin, overrides)),
    );
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of sent) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "snippet_exists" });
    }
  });

  it("joins its rotation where that stands, and does not come up in every game", async () => {
    await useAll("EASY", 10_000);
    const made = await create();
    expect(made.usage_count).toBe(10_000);
    const player = await createPlayer(database.db);
    const games = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      games.push(
        await startGame(database.db, player, newGame({ difficulty: "EASY" }), seed, new Date()),
      );
    }
    const served = games.filter((game) => game.snippets.some(({ id }) => id === made.id));
    expect(served.length).toBeGreaterThan(0);
    expect(served.length).toBeLessThan(games.length);
  });
});

describe("what only admins may do", () => {
  it.each(["PLAYER", "MODERATOR"] as const)(
    "is refused to a %s, and changes nothing",
    async (role) => {
      const other = { ...(await createPlayer(database.db, { role })), requestId: randomUUID() };
      const made = await create();
      const before = await count();
      const forbidden = { code: "forbidden" };
      const { db } = database;
      await expect(listSnippets(db, other, { limit: 20 })).rejects.toMatchObject(forbidden);
      await expect(getSnippet(db, other, made.id)).rejects.toMatchObject(forbidden);
      await expect(getSnippet(db, other, "no id")).rejects.toMatchObject(forbidden);
      await expect(createSnippet(db, other, draft())).rejects.toMatchObject(forbidden);
      await expect(changeSnippet(db, other, made.id, { category: "x" })).rejects.toMatchObject(
        forbidden,
      );
      await expect(changeSnippet(db, other, "no id", { category: "x" })).rejects.toMatchObject(
        forbidden,
      );
      await expect(importSnippets(db, other, [draft()])).rejects.toMatchObject(forbidden);
      await expect(checkImport(db, other, [draft()])).rejects.toMatchObject(forbidden);
      expect(await count()).toBe(before);
      expect(await getSnippet(db, admin, made.id)).toEqual(made);
      expect(await acts(made.id)).toHaveLength(1);
    },
  );

  it("ends with the role and with the account, whatever a token says", async () => {
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

describe("changing a snippet", () => {
  it("changes what is given, counts tokens again, and writes down what was and what is", async () => {
    const made = await create({ category: "before" });
    const snippet_text = "answer = 41 + 1\nprint( answer )";
    const changed = await change(made.id, { snippet_text, category: "after" });
    expect(changed).toEqual({
      ...made,
      snippet_text,
      category: "after",
      token_count: 8,
      revision: 1,
      updated_at: expect.any(String),
    });
    const act = (await acts(made.id))[1];
    expect(act).toMatchObject({
      action: "snippet.changed",
      target_name: "PYTHON EASY after",
      details: {
        before: {
          snippet_text: made.snippet_text,
          category: "before",
          token_count: made.token_count,
        },
        after: { snippet_text, category: "after", token_count: 8 },
      },
    });
    const { after } = (act?.details ?? {}) as { after: object };
    expect(Object.keys(after).sort()).toEqual(["category", "snippet_text", "token_count"]);
  });

  it("is no change, and not written down, when all is so already", async () => {
    const made = await create();
    const { category, snippet_text, language, difficulty, expected_wpm, is_active } = made;
    const same = { category, snippet_text, language, difficulty, expected_wpm, is_active };
    expect(await change(made.id, same)).toEqual(made);
    expect(await change(made.id, {})).toEqual(made);
    expect(await acts(made.id)).toHaveLength(1);
  });

  it("checks a text in the language and difficulty that stay", async () => {
    const made = await create();
    await expect(change(made.id, { snippet_text: "const a = 1;" })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "snippet_text", line: 1, column: 7 }],
    });
    await expect(
      change(made.id, { snippet_text: "a = 1\n".repeat(4).trim() }),
    ).rejects.toMatchObject({
      errors: [{ message: "EASY has 1 to 3 lines of code; this has 4" }],
    });
    expect(await getSnippet(database.db, admin, made.id)).toEqual(made);
  });

  it("checks the text that stays in a language or difficulty that is new", async () => {
    const made = await create();
    await expect(change(made.id, { difficulty: "HARD" })).rejects.toMatchObject({
      errors: [{ message: "HARD has 6 to 12 lines of code; this has 2" }],
    });
    await expect(change(made.id, { language: "REACT" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    const three = await create({ snippet_text: `x${Date.now()} = 1\ny = 2\nz = 3` });
    expect(await change(three.id, { difficulty: "NORMAL" })).toMatchObject({
      difficulty: "NORMAL",
    });
  });

  it("is refused when the new code is another snippet already", async () => {
    const [one, two] = [await create(), await create()];
    await expect(change(two.id, { snippet_text: one.snippet_text })).rejects.toMatchObject({
      code: "snippet_exists",
    });
    expect(await getSnippet(database.db, admin, two.id)).toEqual(two);
  });

  it.each(["no id", randomUUID()])("of an id that nothing has is refused (%s)", async (id) => {
    await expect(change(id, { category: "x" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("loses nothing of what two admins write into different fields at once", async () => {
    const made = await create();
    await Promise.all([
      change(made.id, { category: "mine" }),
      change(made.id, { expected_wpm: 77 }),
      change(made.id, { is_active: false }),
    ]);
    expect(await getSnippet(database.db, admin, made.id)).toMatchObject({
      category: "mine",
      expected_wpm: 77,
      is_active: false,
      revision: 3,
    });
    expect(await acts(made.id)).toHaveLength(4);
  });

  it("of a state that is no more is refused to who says which one they have seen", async () => {
    const made = await create();
    const writers = Array.from({ length: 10 }, (_, index) =>
      change(made.id, { category: `writer-${index}`, revision: 0 }),
    );
    const results = await Promise.allSettled(writers);
    const [won, ...others] = results.filter(({ status }) => status === "fulfilled");
    expect(others).toEqual([]);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "snippet_changed" });
    }
    expect(await getSnippet(database.db, admin, made.id)).toEqual(
      (won as { value: unknown }).value,
    );
    expect(await change(made.id, { category: "second", revision: 1 })).toMatchObject({
      revision: 2,
    });
  });

  it("leaves a game that is running the text that it was given, and verifies it by that", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(
      database.db,
      player,
      newGame({ language: "REACT" }),
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
      newGame({ language: "REACT" }),
      2,
      new Date(),
    );
    for (const { snippet_text } of next.snippets) expect(before).not.toContain(snippet_text);
  });
});

describe("a rotation", () => {
  it("is left by a snippet that is switched off, and joined again where it stands", async () => {
    const made = await create();
    expect(await change(made.id, { is_active: false })).toMatchObject({ is_active: false });
    await useAll("EASY", 500);
    const back = await change(made.id, { is_active: true });
    expect(back.usage_count).toBe(await leastUsed("PYTHON", "EASY", [made.id]));
    expect(back.usage_count).toBe(500);
  });

  it("is joined where it stands by a snippet that comes from another", async () => {
    await useAll("EASY", 9_000);
    await useAll("HARD", 3);
    const six = Array.from({ length: 6 }, (_, line) => `moved_${line} = ${line}`).join("\n");
    const made = await create();
    const moved = await change(made.id, { difficulty: "HARD", snippet_text: six });
    expect(moved.usage_count).toBe(3);
  });

  it("keeps as many as a game needs, whoever takes some out at the same time", async () => {
    const { items } = await listSnippets(database.db, admin, {
      limit: 100,
      language: "TYPESCRIPT",
      difficulty: "EXPERT",
    });
    expect(items.length).toBeGreaterThan(SNIPPETS_A_GAME);
    const results = await Promise.allSettled(
      items.map(({ id }) => change(id, { is_active: false })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(
      items.length - SNIPPETS_A_GAME,
    );
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({ code: "rotation_too_small" });
      }
    }
    const player = await createPlayer(database.db);
    const start = newGame({ language: "TYPESCRIPT", difficulty: "EXPERT" });
    const game = await startGame(database.db, player, start, 1, new Date());
    expect(game.snippets).toHaveLength(SNIPPETS_A_GAME);
    // Moving away is leaving, too.
    const [left] = game.snippets;
    const moved = { difficulty: "EASY", snippet_text: "const left: number = 1;" };
    await expect(change(left?.id ?? "", moved)).rejects.toMatchObject({
      code: "rotation_too_small",
    });
  });

  it("is changed while games start, and neither waits for the other for ever", async () => {
    const players = await Promise.all(Array.from({ length: 10 }, () => createPlayer(database.db)));
    const { items } = await listSnippets(database.db, admin, {
      limit: 20,
      language: "JAVASCRIPT",
      difficulty: "NORMAL",
    });
    const start = newGame({ language: "JAVASCRIPT" });
    const work = Array.from({ length: 4 }, (_, round) => [
      ...players.map((player) => startGame(database.db, player, start, round, new Date())),
      ...items.map(({ id }) => change(id, { expected_wpm: 50 + round })),
    ]).flat();
    const results = await Promise.allSettled(work);
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
  });

  it("makes a change wait for the start that holds it, and no longer", async () => {
    const { items } = await listSnippets(database.db, admin, {
      limit: 1,
      language: "REACT",
      difficulty: "HARD",
    });
    const [first] = items;
    const changing = await database.db.transaction().execute(async (db) => {
      await sql`SELECT FROM code_snippets WHERE language = 'REACT' AND difficulty = 'HARD'
        ORDER BY id LIMIT 1 FOR NO KEY UPDATE`.execute(db);
      const promise = change(first?.id ?? "", { expected_wpm: 99 });
      await waitsForLock(database.db);
      return { promise };
    });
    expect(await changing.promise).toMatchObject({ expected_wpm: 99 });
  });
});

describe("an import", () => {
  it("that meets the same one in another order waits for it, and is refused", async () => {
    const [one, other] = [await createAdmin(database.db), await createAdmin(database.db)];
    for (let round = 0; round < 5; round += 1) {
      const drafts = Array.from({ length: 100 }, () => draft());
      const outcomes = await Promise.allSettled([
        importSnippets(database.db, one, drafts),
        importSnippets(database.db, other, drafts.toReversed()),
      ]);
      const refusals = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(refusals).toMatchObject([{ code: "snippet_exists" }]);
    }
  });

  it("stores all, in their order, and writes itself down once", async () => {
    const before = await acts(null);
    const drafts = Array.from({ length: 300 }, () => draft({ category: "imported" }));
    const stored = await importSnippets(database.db, admin, drafts);
    expect(stored.map(({ snippet_text }) => snippet_text)).toEqual(
      drafts.map(({ snippet_text }) => snippet_text),
    );
    const [act, ...more] = (await acts(null)).slice(before.length);
    expect(more).toEqual([]);
    expect(act).toMatchObject({
      action: "snippet.imported",
      target_name: "300 snippets",
      details: { count: 300, ids: stored.map(({ id }) => id) },
    });
  });

  it("stores none when one is wrong, and says which and where", async () => {
    const before = await count();
    const twin = draft();
    const drafts = [draft(), draft({ snippet_text: "x = (" }), twin, draft(), twin];
    await expect(importSnippets(database.db, admin, drafts)).rejects.toMatchObject({
      code: "validation_failed",
      errors: [
        { path: "snippets.1.snippet_text", line: 1, column: 6 },
        { path: "snippets.4.snippet_text", message: "The same code as number 3" },
      ],
    });
    expect(await count()).toBe(before);
  });

  it("stores none when some are there already, and says which", async () => {
    const there = await importSnippets(database.db, admin, [draft(), draft()]);
    const before = await count();
    const again = there.map(({ snippet_text }) => draft({ snippet_text }));
    const drafts = [draft(), again[0] ?? draft(), draft(), again[1] ?? draft()];
    const errors = [{ path: "snippets.1.snippet_text" }, { path: "snippets.3.snippet_text" }];
    await expect(importSnippets(database.db, admin, drafts)).rejects.toMatchObject({
      code: "snippet_exists",
      errors,
    });
    expect(await checkImport(database.db, admin, drafts)).toMatchObject(errors);
    expect(await count()).toBe(before);
  });

  it("is checked without storing anything", async () => {
    const before = await count();
    expect(await checkImport(database.db, admin, [draft(), draft()])).toEqual([]);
    expect(await count()).toBe(before);
  });
});

describe("the list", () => {
  it("gives every snippet once, by language, difficulty and category, page by page", async () => {
    const seen: string[] = [];
    const order: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSnippets(database.db, admin, { limit: 100, cursor });
      seen.push(...page.items.map(({ id }) => id));
      order.push(...page.items.map((one) => `${one.language} ${one.difficulty}`));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(await count());
    expect(new Set(seen).size).toBe(seen.length);
    expect([...new Set(order)]).toHaveLength(16);
    expect(order.filter((one, index) => one !== order[index - 1])).toHaveLength(16);
    expect(order[0]).toBe("PYTHON EASY");
  });

  it("keeps what its filter keeps", async () => {
    const made = await create({
      category: "needles",
      snippet_text: "hay_100 = '50% of_all \\\\ Needles'",
    });
    await change(made.id, { is_active: false });
    const found = async (query: object) => {
      const { items } = await listSnippets(database.db, admin, { limit: 100, ...query });
      return items.map(({ id }) => id);
    };
    for (const q of ["needles", "NEEDLE", "50% of_all", "\\\\", "hay_100 = '"]) {
      expect(await found({ q, is_active: false })).toEqual([made.id]);
    }
    for (const q of ["hay%100", "hay_10_", "needlez"]) {
      expect(await found({ q, category: "needles" })).toEqual([]);
    }
    expect(await found({ category: "needles" })).toEqual([made.id]);
    expect(await found({ category: "needles", is_active: true })).toEqual([]);
    expect(await found({ category: "needles", language: "REACT" })).toEqual([]);
    expect(await found({ category: "needles", difficulty: "EASY", language: "PYTHON" })).toEqual([
      made.id,
    ]);
  });

  it("refuses a cursor that it did not give", async () => {
    for (const cursor of ["", "nonsense", "WyJQWVRIT04iXQ"]) {
      await expect(listSnippets(database.db, admin, { limit: 20, cursor })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
  });
});
