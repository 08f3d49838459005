/** Many snippets: their rotations, imports, and the list. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { startGame } from "../../app/.server/games/start/service.ts";
import {
  checkImport,
  importSnippets,
  listSnippets,
  SMALLEST_ROTATION,
} from "../../app/.server/snippets/service.ts";
import { SNIPPETS_A_GAME } from "../../app/engine/limits.ts";
import { createAdmin } from "../support/admins.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { createPlayer, startRequest } from "../support/players.ts";
import { withSnippetAdmin } from "../support/snippet-admin.ts";
import { draft } from "../support/snippets.ts";

const database = withDatabase(30);
const editor = withSnippetAdmin(database);
const { create, change, count, auditEntries } = editor;

/** Returns the lowest usage count of the active snippets of a rotation, except for some. */
const lowestUsageCount = async (language: string, difficulty: string, except: string[] = []) => {
  const { rows } = await sql<{ least: number }>`
    SELECT min(usage_count)::integer AS least FROM code_snippets
    WHERE language::text = ${language} AND difficulty::text = ${difficulty} AND is_active
      AND id <> ALL (${except}::uuid[])`.execute(database.db);
  return rows[0]?.least;
};

/** Sets the usage count of all active snippets of Python and a difficulty. */
const setUsageCounts = (difficulty: "EASY" | "HARD", usage_count: number) =>
  database.db
    .updateTable("code_snippets")
    .set({ usage_count })
    .where("is_active", "=", true)
    .where("language", "=", "PYTHON")
    .where("difficulty", "=", difficulty)
    .execute();

describe("a rotation", () => {
  it("gives its lowest usage count to a new snippet, which is not served in every game", async () => {
    // Twice as many as a game has.
    const more = Array.from({ length: SNIPPETS_A_GAME }, () => draft());
    await importSnippets(database.db, editor.admin, more);
    await setUsageCounts("EASY", 10_000);
    const snippet = await create();
    expect(snippet.usage_count).toBe(10_000);
    const player = await createPlayer(database.db);
    const games = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      games.push(
        await startGame(
          database.db,
          player,
          startRequest({ difficulty: "EASY" }),
          seed,
          new Date(),
        ),
      );
    }
    const served = games.filter((game) => game.snippets.some(({ id }) => id === snippet.id));
    expect(served.length).toBeGreaterThan(0);
    expect(served.length).toBeLessThan(games.length);
  });

  it("gives its lowest usage count to a deactivated snippet that is activated again", async () => {
    const snippet = await create();
    expect(await change(snippet.id, { is_active: false })).toMatchObject({ is_active: false });
    await setUsageCounts("EASY", 500);
    const back = await change(snippet.id, { is_active: true });
    expect(back.usage_count).toBe(await lowestUsageCount("PYTHON", "EASY", [snippet.id]));
    expect(back.usage_count).toBe(500);
  });

  it("gives its lowest usage count to a snippet that moves in from another rotation", async () => {
    await setUsageCounts("EASY", 9_000);
    await setUsageCounts("HARD", 3);
    const six = Array.from({ length: 6 }, (_, line) => `moved_${line} = ${line}`).join("\n");
    const snippet = await create();
    const moved = await change(snippet.id, { difficulty: "HARD", snippet_text: six });
    expect(moved.usage_count).toBe(3);
  });

  it("keeps as many snippets as a game needs when all are deactivated at the same time", async () => {
    const { items } = await listSnippets(database.db, editor.admin, {
      limit: 100,
      language: "TYPESCRIPT",
      difficulty: "EXPERT",
    });
    expect(items.length).toBeGreaterThan(SMALLEST_ROTATION);
    const results = await Promise.allSettled(
      items.map(({ id }) => change(id, { is_active: false })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(
      items.length - SMALLEST_ROTATION,
    );
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({ code: "rotation_too_small" });
      }
    }
    const player = await createPlayer(database.db);
    const start = startRequest({ language: "TYPESCRIPT", difficulty: "EXPERT" });
    const game = await startGame(database.db, player, start, 1, new Date());
    expect(game.snippets).toHaveLength(SMALLEST_ROTATION);
    // A move to another rotation is rejected for the same reason.
    const [snippet] = game.snippets;
    const moved = { difficulty: "EASY", snippet_text: "const left: number = 1;" };
    await expect(change(snippet?.id ?? "", moved)).rejects.toMatchObject({
      code: "rotation_too_small",
    });
  });

  it("can be changed while games start, without a deadlock", async () => {
    const players = await Promise.all(Array.from({ length: 10 }, () => createPlayer(database.db)));
    const { items } = await listSnippets(database.db, editor.admin, {
      limit: 20,
      language: "JAVASCRIPT",
      difficulty: "NORMAL",
    });
    const start = startRequest({ language: "JAVASCRIPT" });
    const work = Array.from({ length: 4 }, (_, round) => [
      ...players.map((player) => startGame(database.db, player, start, round, new Date())),
      ...items.map(({ id }) => change(id, { expected_wpm: 50 + round })),
    ]).flat();
    const results = await Promise.allSettled(work);
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
  });

  it("delays a change of a snippet only until the start that locked it has committed", async () => {
    const { items } = await listSnippets(database.db, editor.admin, {
      limit: 1,
      language: "REACT",
      difficulty: "HARD",
    });
    const [first] = items;
    const changing = await database.db.transaction().execute(async (db) => {
      await sql`SELECT FROM snippet_rotations WHERE language = 'REACT' AND difficulty = 'HARD'
        FOR NO KEY UPDATE`.execute(db);
      const promise = change(first?.id ?? "", { expected_wpm: 99 });
      await waitForBlockedStatement(database.db);
      return { promise };
    });
    expect(await changing.promise).toMatchObject({ expected_wpm: 99 });
  });
});

describe("an import", () => {
  it("is rejected, without a deadlock, when a concurrent import stores the same snippets in another order", async () => {
    const [first, second] = [await createAdmin(database.db), await createAdmin(database.db)];
    for (let round = 0; round < 5; round += 1) {
      const drafts = Array.from({ length: 100 }, () => draft());
      const outcomes = await Promise.allSettled([
        importSnippets(database.db, first, drafts),
        importSnippets(database.db, second, drafts.toReversed()),
      ]);
      const refusals = outcomes.flatMap((outcome) =>
        outcome.status === "rejected" ? [outcome.reason] : [],
      );
      expect(refusals).toMatchObject([{ code: "snippet_exists" }]);
    }
  });

  it("stores all snippets in their order, with one entry in the audit log", async () => {
    const before = await auditEntries(null);
    const drafts = Array.from({ length: 300 }, () => draft({ category: "imported" }));
    const stored = await importSnippets(database.db, editor.admin, drafts);
    expect(stored.map(({ snippet_text }) => snippet_text)).toEqual(
      drafts.map(({ snippet_text }) => snippet_text),
    );
    const [entry, ...more] = (await auditEntries(null)).slice(before.length);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: "snippet.imported",
      target_name: "300 snippets",
      details: { count: 300, ids: stored.map(({ id }) => id) },
    });
  });

  it("stores nothing when a snippet is invalid, and names the snippet, the line and the column", async () => {
    const before = await count();
    const twin = draft();
    const drafts = [draft(), draft({ snippet_text: "x = (" }), twin, draft(), twin];
    await expect(importSnippets(database.db, editor.admin, drafts)).rejects.toMatchObject({
      code: "validation_failed",
      errors: [
        { path: "snippets.1.snippet_text", line: 1, column: 5 },
        { path: "snippets.4.snippet_text", message: "The same code as number 3" },
      ],
    });
    expect(await count()).toBe(before);
  });

  it("stores nothing when some snippets exist already, and names them", async () => {
    const existing = await importSnippets(database.db, editor.admin, [draft(), draft()]);
    const before = await count();
    const again = existing.map(({ snippet_text }) => draft({ snippet_text }));
    const drafts = [draft(), again[0] ?? draft(), draft(), again[1] ?? draft()];
    const errors = [{ path: "snippets.1.snippet_text" }, { path: "snippets.3.snippet_text" }];
    await expect(importSnippets(database.db, editor.admin, drafts)).rejects.toMatchObject({
      code: "snippet_exists",
      errors,
    });
    expect((await checkImport(database.db, editor.admin, drafts)).errors).toMatchObject(errors);
    expect(await count()).toBe(before);
  });

  it("can be checked without storing anything", async () => {
    const before = await count();
    expect(await checkImport(database.db, editor.admin, [draft(), draft()])).toEqual({
      errors: [],
      checked: 2,
    });
    expect(await count()).toBe(before);
  });
});

describe("the list of snippets", () => {
  it("contains every snippet once, page by page, ordered by language, difficulty and category", async () => {
    const seen: string[] = [];
    const order: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSnippets(database.db, editor.admin, { limit: 100, cursor });
      seen.push(...page.items.map(({ id }) => id));
      order.push(...page.items.map(({ language, difficulty }) => `${language} ${difficulty}`));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(await count());
    expect(new Set(seen).size).toBe(seen.length);
    expect([...new Set(order)]).toHaveLength(16);
    expect(order.filter((group, index) => group !== order[index - 1])).toHaveLength(16);
    expect(order[0]).toBe("PYTHON EASY");
  });

  it("contains exactly the snippets that match its filter", async () => {
    const snippet = await create({
      category: "needles",
      snippet_text: "hay_100 = '50% of_all \\\\ Needles'",
    });
    await change(snippet.id, { is_active: false });
    const found = async (query: object) => {
      const { items } = await listSnippets(database.db, editor.admin, { limit: 100, ...query });
      return items.map(({ id }) => id);
    };
    for (const q of ["needles", "NEEDLE", "50% of_all", "\\\\", "hay_100 = '"]) {
      expect(await found({ q, is_active: false })).toEqual([snippet.id]);
    }
    for (const q of ["hay%100", "hay_10_", "needlez"]) {
      expect(await found({ q, category: "needles" })).toEqual([]);
    }
    expect(await found({ category: "needles" })).toEqual([snippet.id]);
    expect(await found({ category: "needles", is_active: true })).toEqual([]);
    expect(await found({ category: "needles", language: "REACT" })).toEqual([]);
    expect(await found({ category: "needles", difficulty: "EASY", language: "PYTHON" })).toEqual([
      snippet.id,
    ]);
  });

  it("rejects an invalid cursor", async () => {
    for (const cursor of ["", "nonsense", "WyJQWVRIT04iXQ"]) {
      await expect(
        listSnippets(database.db, editor.admin, { limit: 20, cursor }),
      ).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
  });
});
