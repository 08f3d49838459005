import { describe, expect, it } from "vitest";
import { startGame } from "../../app/.server/games/start/service.ts";
import type { Difficulty, Language } from "../../app/engine/plan.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, newGame } from "../support/players.ts";

const database = withDatabase(60);

/** The difference between the most and the least used snippet of each group. */
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
  it("works for fifty players at once, again and again, and uses all snippets alike", async () => {
    const players = await Promise.all(Array.from({ length: 50 }, () => createPlayer(database.db)));
    for (let round = 0; round < 12; round += 1) {
      // Everybody in one group, and then everybody anywhere.
      const games = await Promise.all(
        players.map((player, index) =>
          startGame(
            database.db,
            player,
            newGame(
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
        expect(game.snippets).toHaveLength(12);
        expect(new Set(game.snippets.map((snippet) => snippet.id)).size).toBe(12);
      }
      expect(await usageSpread()).toBeLessThanOrEqual(3);
    }
  });

  it("leaves one open session to a player who starts twenty at once", async () => {
    const player = await createPlayer(database.db);
    const games = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        startGame(
          database.db,
          player,
          newGame({ difficulty: DIFFICULTIES[index % 4] as Difficulty }),
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

  it("keeps the text as it was served when the snippet changes afterwards", async () => {
    const player = await createPlayer(database.db);
    const game = await startGame(
      database.db,
      player,
      newGame({ language: "REACT" }),
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

  it("is refused to an account that is switched off, deleted or unknown, and to a device that is not signed in", async () => {
    const off = await createPlayer(database.db);
    await database.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", off.id)
      .execute();
    const gone = await createPlayer(database.db);
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", gone.id)
      .execute();
    const unknown = { id: crypto.randomUUID(), family: off.family };
    const elsewhere = { id: (await createPlayer(database.db)).id, family: crypto.randomUUID() };
    for (const player of [off, gone, unknown, elsewhere]) {
      await expect(startGame(database.db, player, newGame(), 1, new Date())).rejects.toMatchObject({
        code: "unauthenticated",
      });
    }
    expect(
      await database.db
        .selectFrom("game_sessions")
        .select("id")
        .where("user_id", "in", [off.id, gone.id, elsewhere.id])
        .execute(),
    ).toEqual([]);
  });
});
