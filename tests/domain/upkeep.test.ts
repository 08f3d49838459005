import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/callers/queries.ts";
import { endGame, startGame } from "../../app/.server/games/service.ts";
import { upkeep } from "../../app/.server/upkeep/service.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer, honestRun, newGame, playGame } from "../support/players.ts";

const database = withDatabase();

const ago = (days: number) => sql<string>`now() - make_interval(days => ${days})`;

describe("the scheduled work", () => {
  it("closes games that were idle for 30 minutes, and leaves the others open", async () => {
    const [idle, playing] = [await createPlayer(database.db), await createPlayer(database.db)];
    const game = await startGame(database.db, idle, newGame(), 1);
    const other = await startGame(database.db, playing, newGame(), 1);
    await database.db
      .updateTable("game_sessions")
      .set({ expires_at: sql`now() - interval '1 second'` })
      .where("id", "=", game.session_id)
      .execute();
    expect((await upkeep(database.db)).sessions_expired).toBe(1);
    const request = await honestRun(database.db, other, { wpm: 60, until: 5_000 });
    expect((await endGame(database.db, playing, request)).created).toBe(true);
    await expect(
      endGame(database.db, idle, await honestRun(database.db, game, { wpm: 60, until: 5_000 })),
    ).rejects.toMatchObject({ code: "session_closed" });
  });

  it("removes expired tokens and old failures alone", async () => {
    const { id: user_id, family: family_id } = await createPlayer(database.db);
    const token = (n: number, expires_at: ReturnType<typeof ago>) => ({
      user_id,
      family_id,
      token_hash: String(n).padStart(64, "0"),
      expires_at,
    });
    await database.db
      .insertInto("refresh_tokens")
      .values([token(1, ago(1)), token(2, ago(-1))])
      .execute();
    await database.db
      .insertInto("sign_in_failures")
      .values([
        { subject: "a".repeat(64), failures: 1, last_failed_at: ago(2) },
        { subject: "b".repeat(64), failures: 1, last_failed_at: ago(0) },
      ])
      .execute();
    expect(await upkeep(database.db)).toMatchObject({ tokens_removed: 1, failures_removed: 1 });
    expect(await database.db.selectFrom("sign_in_failures").select("subject").execute()).toEqual([
      { subject: "b".repeat(64) },
    ]);
  });

  it("purges accounts 30 days after their deletion, with every row about them", async () => {
    const [gone, recent] = [await createPlayer(database.db), await createPlayer(database.db)];
    for (const player of [gone, recent]) {
      await playGame(database.db, player, { wpm: 60, until: 8_000 });
      await database.db.insertInto("user_settings").values({ user_id: player.id }).execute();
    }
    const remove = (player: Caller, days: number) =>
      database.db
        .updateTable("users")
        .set({ is_active: false, deleted_at: ago(days) })
        .where("id", "=", player.id)
        .execute();
    await remove(gone, 31);
    await remove(recent, 29);
    expect((await upkeep(database.db)).accounts_purged).toBe(1);

    const searched: string[] = [];
    for (const table of await database.db.introspection.getTables()) {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*) AS n FROM ${sql.table(table.name)} t WHERE t::text LIKE ${`%${gone.id}%`}
      `.execute(database.db);
      searched.push(table.name);
      expect(rows[0]?.n, table.name).toBe(0);
    }
    expect(searched.length).toBeGreaterThan(12);
    const kept = await database.db
      .selectFrom("users")
      .select("id")
      .where("id", "=", recent.id)
      .execute();
    expect(kept).toHaveLength(1);
  });

  it("does more than one batch, and is harmless when four run at once", async () => {
    const { id: user_id, family } = await createPlayer(database.db);
    await sql`
      INSERT INTO refresh_tokens (user_id, family_id, token_hash, expires_at)
      SELECT ${user_id}, ${family}, lpad(n::text, 64, 'x'), now() - interval '1 hour' FROM generate_series(1, 1800) n
    `.execute(database.db);
    const runs = await Promise.all(Array.from({ length: 4 }, () => upkeep(database.db)));
    expect(runs.reduce((sum, run) => sum + run.tokens_removed, 0)).toBe(1_800);
  });
});
