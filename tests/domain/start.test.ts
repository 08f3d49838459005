import { describe, expect, it } from "vitest";
import { startGame } from "../../app/.server/games/start/service.ts";
import type { Difficulty, Language } from "../../app/engine/plan.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, startRequest } from "../support/players.ts";

const database = withDatabase(60);

/** Returns the largest difference between the most and the least used snippet of a language and difficulty. */
async function usageSpread() {
  const rows = await database.db
    .selectFrom("code_snippets")
    .select((eb) => [
      "language",
      "difficulty",
      eb.fn.max("usage_count").as("most"),
      eb.fn.min("usage_count").as("least"),
    ])
    .groupBy(["language", "difficulty"])
    .execute();
  return Math.max(...rows.map((row) => row.most - row.least));
}

describe("starting a game", () => {
  it("succeeds for fifty players at once, twelve times in a row, and uses all snippets nearly equally", async () => {
    const players = await Promise.all(Array.from({ length: 50 }, () => createPlayer(database.db)));
    for (let round = 0; round < 12; round += 1) {
      // In even rounds all play the same language and difficulty, in odd rounds different ones.
      const games = await Promise.all(
        players.map((player, index) =>
          startGame(
            database.db,
            player,
            startRequest(
              round % 2
                ? {
                    language: LANGUAGES[index % 4] as Language,
                    difficulty: DIFFICULTIES[(index >> 2) % 4] as Difficulty,
                  }
                : {},
            ),
            index,
            new Date(),
          ),
        ),
      );
      for (const game of games) {
        expect(game.snippets).toHaveLength(48);
        expect(new Set(game.snippets.map((snippet) => snippet.id)).size).toBe(48);
      }
      expect(await usageSpread()).toBeLessThanOrEqual(3);
    }
  });

  it("can lock the rotation of every language and difficulty", async () => {
    const rows = await database.db.selectFrom("snippet_rotations").selectAll().execute();
    const pairs = LANGUAGES.flatMap((language) =>
      DIFFICULTIES.map((difficulty) => ({ language, difficulty })),
    );
    expect(rows).toHaveLength(pairs.length);
    expect(rows).toEqual(expect.arrayContaining(pairs));
  });

  it("leaves one game session open when a player starts twenty games at once", async () => {
    const player = await createPlayer(database.db);
    const games = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        startGame(
          database.db,
          player,
          startRequest({ difficulty: DIFFICULTIES[index % 4] as Difficulty }),
          index,
          new Date(),
        ),
      ),
    );
    expect(games).toHaveLength(20);
    const sessions = await database.db
      .selectFrom("game_sessions")
      .select("ended_at")
      .where("user_id", "=", player.id)
      .execute();
    expect(sessions).toHaveLength(20);
    expect(sessions.filter((session) => session.ended_at === null)).toHaveLength(1);
  });

  it("keeps the served text of a snippet that changes afterwards", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(
      database.db,
      player,
      startRequest({ language: "REACT" }),
      1,
      new Date(),
    );
    const [first] = game.snippets;
    await database.db
      .updateTable("code_snippets")
      .set({ snippet_text: "changed" })
      .where("id", "=", first?.id ?? "")
      .execute();
    const { snippet_versions } = await database.db
      .selectFrom("game_sessions")
      .select("snippet_versions")
      .where("id", "=", game.session_id)
      .executeTakeFirstOrThrow();
    const version = await database.db
      .selectFrom("code_snippet_versions")
      .select("snippet_text")
      .where("id", "=", snippet_versions[0] ?? 0)
      .executeTakeFirstOrThrow();
    expect(version.snippet_text).toBe(first?.snippet_text);
  });

  it("is rejected for an account that is deactivated, deleted or unknown, and for a device that is not signed in", async () => {
    const deactivated = await createPlayer(database.db);
    await database.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", deactivated.id)
      .execute();
    const deleted = await createPlayer(database.db);
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", deleted.id)
      .execute();
    const unknown = { id: crypto.randomUUID(), family: deactivated.family };
    const signedOut = { id: (await createPlayer(database.db)).id, family: crypto.randomUUID() };
    for (const player of [deactivated, deleted, unknown, signedOut]) {
      await expect(
        startGame(database.db, player, startRequest(), 1, new Date()),
      ).rejects.toMatchObject({
        code: "unauthenticated",
      });
    }
    expect(
      await database.db
        .selectFrom("game_sessions")
        .select("id")
        .where("user_id", "in", [deactivated.id, deleted.id, signedOut.id])
        .execute(),
    ).toEqual([]);
  });
});
