import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { insertAccountEvent } from "../../app/.server/auth/account-events/queries.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { writeResetMail } from "../../app/.server/auth/password-reset/queries.ts";
import { block } from "../../app/.server/friends/blocks/service.ts";
import { ask } from "../../app/.server/friends/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { linkSubjects, newLink } from "../../app/.server/mail/links/service.ts";
import {
  type MaintenanceReport,
  runMaintenance,
} from "../../app/.server/operations/maintenance/service.ts";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import { reportRacer } from "../../app/.server/races/reports/service.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import { withDatabase } from "../support/database.ts";
import { raceOf } from "../support/finished-race.ts";
import { ownDraft } from "../support/own-texts.ts";
import { createPlayer, honestRun, playGame, startRequest } from "../support/players.ts";

const database = withDatabase();

const ago = (days: number) => sql<string>`now() - make_interval(days => ${days})`;

/** Creates a player who appears in every table that refers to accounts. */
async function playerInEveryTable(): Promise<Caller> {
  const player = await createPlayer(database.db);
  const { id: user_id, family: family_id } = player;
  await playGame(database.db, player, { wpm: 60, until: 60_000 });
  await addOwnText(database.db, player, ownDraft());
  await database.db.insertInto("user_settings").values({ user_id }).execute();
  await database.db
    .insertInto("refresh_tokens")
    .values({ user_id, family_id, token_hash: user_id.padEnd(64, "0"), expires_at: ago(-1) })
    .execute();
  const [addressee, requester] = [await createPlayer(database.db), await createPlayer(database.db)];
  const nameOf = async ({ id }: Caller) => (await identifyingValues({ id }))[1] ?? "";
  await ask(database.db, player, await nameOf(addressee));
  await ask(database.db, requester, await nameOf(player));
  const [blocked, blocker] = [await createPlayer(database.db), await createPlayer(database.db)];
  await block(database.db, player, await nameOf(blocked));
  await block(database.db, blocker, await nameOf(player));
  const race = await raceOf(database.db, [player, blocked]);
  await storeRace(database.db, race.room, NO_BOARD_CACHE);
  const context = {
    db: database.db,
    rooms: () => {
      throw new Error("the race is stored, so nobody asks its room");
    },
  };
  await reportRacer(context, player, race.room.setup.code, { racer: 2, reason: "other" });
  await database.db
    .insertInto("user_identities")
    .values({ user_id, provider: "github", subject: user_id, label: "octocat" })
    .execute();
  await insertAccountEvent(
    "user.password_set",
    sql`(SELECT id, username FROM users WHERE id = ${user_id}) account`,
  ).execute(database.db);
  const link = newLink("reset_password", "a secret of the tests");
  const subjects = linkSubjects("reset_password", user_id, { network: null, wideNetwork: null });
  const [, , address = ""] = await identifyingValues(player);
  await writeResetMail(database.db, address, link, subjects);
  return player;
}

const deleteAgo = (player: Caller, days: number) =>
  database.db
    .updateTable("users")
    .set({ is_active: false, deleted_at: ago(days) })
    .where("id", "=", player.id)
    .execute();

/** Returns the values by which an account could still be identified. */
async function identifyingValues({ id }: Pick<Caller, "id">): Promise<string[]> {
  const { username, email } = await database.db
    .selectFrom("users")
    .select(["username", "email"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return [id, username, email];
}

/** Returns the columns of all tables that contain one of `texts`, as `table.column`. */
async function columnsContaining(texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name: table, columns } of await database.db.introspection.getTables()) {
    if (table === "migration_functions") continue; // The application may not read it.
    for (const { name: column } of columns) {
      const conditions = texts.map((text) => sql`strpos(${sql.ref(column)}::text, ${text}) > 0`);
      const { rows } = await sql`
        SELECT FROM ${sql.table(table)} WHERE ${sql.join(conditions, sql` OR `)} LIMIT 1
      `.execute(database.db);
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
  }
  return found.sort();
}

/** Returns every column with a foreign key to `users`. */
async function columnsReferringToUsers(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT conrelid::regclass || '.' || attname AS name FROM pg_constraint
    JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
    WHERE contype = 'f' AND confrelid = 'users'::regclass
  `.execute(database.db);
  return rows.map((row) => row.name);
}

describe("the cron job", () => {
  it("closes expired games and leaves the others open", async () => {
    const [idle, playing] = [await createPlayer(database.db), await createPlayer(database.db)];
    const game = await startGame(database.db, idle, startRequest(), 1, new Date());
    const other = await startGame(database.db, playing, startRequest(), 1, new Date());
    await database.db
      .updateTable("game_sessions")
      .set({ expires_at: sql`now() - interval '1 second'` })
      .where("id", "=", game.session_id)
      .execute();
    expect((await runMaintenance(database.db)).sessions_expired).toBe(1);
    const request = await honestRun(database.db, other, { wpm: 60, until: 60_000 });
    expect((await endGame(database.db, playing, request, NO_BOARD_CACHE)).created).toBe(true);
    await expect(
      endGame(
        database.db,
        idle,
        await honestRun(database.db, game, { wpm: 60, until: 60_000 }),
        NO_BOARD_CACHE,
      ),
    ).rejects.toMatchObject({ code: "session_closed" });
  });

  it("deletes only expired refresh tokens and old sign-in failures", async () => {
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
    expect(await runMaintenance(database.db)).toMatchObject({
      tokens_removed: 1,
      failures_removed: 1,
    });
    expect(await database.db.selectFrom("sign_in_failures").select("subject").execute()).toEqual([
      { subject: "b".repeat(64) },
    ]);
  });

  it("purges an account 30 days after its deletion, with every value that identifies it", async () => {
    const [old, recent] = [await playerInEveryTable(), await playerInEveryTable()];
    // Counts the new players once more while they are there: a deleted player would lose the rows of boards.
    await runMaintenance(database.db);
    await deleteAgo(old, 31);
    await deleteAgo(recent, 29);
    const [valuesOfOld, valuesOfRecent] = [
      await identifyingValues(old),
      await identifyingValues(recent),
    ];
    // Both are found before, so that finding nothing afterwards proves the purge.
    const columnsOfRecent = await columnsContaining(valuesOfRecent);
    const required = [...(await columnsReferringToUsers()), "users.username", "users.email"];
    for (const found of [columnsOfRecent, await columnsContaining(valuesOfOld)]) {
      expect(found).toEqual(expect.arrayContaining(required));
    }
    expect((await runMaintenance(database.db)).accounts_purged).toBe(1);
    expect(await columnsContaining(valuesOfOld)).toEqual([]);
    expect(await columnsContaining(valuesOfRecent)).toEqual(columnsOfRecent);
  });

  it("processes more than one batch, and nothing twice when four run at the same time", async () => {
    const { id: user_id, family } = await createPlayer(database.db);
    await sql`
      INSERT INTO refresh_tokens (user_id, family_id, token_hash, expires_at)
      SELECT ${user_id}, ${family}, lpad(n::text, 64, 'x'), now() - interval '1 hour' FROM generate_series(1, 1800) n
    `.execute(database.db);
    await sql`
      WITH idle AS (
        INSERT INTO users (username, email, display_name, password_hash)
        SELECT 'idle_' || n, 'idle_' || n || '@example.com', 'Idle', '-' FROM generate_series(1, 1300) n
        RETURNING id
      )
      INSERT INTO game_sessions (user_id, language, seed, engine_version, snippet_versions, expires_at)
      SELECT id, 'PYTHON', 1, 1, '{}', now() - interval '1 hour' FROM idle
    `.execute(database.db);
    await sql`
      INSERT INTO users (username, email, display_name, password_hash, is_active, deleted_at)
      SELECT 'gone_' || n, 'gone_' || n || '@example.com', 'Gone', '-', false, now() - interval '31 days'
      FROM generate_series(1, 90) n
    `.execute(database.db);
    const runs = await Promise.all(Array.from({ length: 4 }, () => runMaintenance(database.db)));
    const total = (work: keyof MaintenanceReport) => runs.reduce((sum, run) => sum + run[work], 0);
    expect(total("tokens_removed")).toBe(1_800);
    expect(total("sessions_expired")).toBe(1_300);
    expect(total("accounts_purged")).toBe(90);
    expect(await runMaintenance(database.db)).toEqual({
      ...Object.fromEntries(Object.keys(runs[0] ?? {}).map((work) => [work, 0])),
    });
  });
});
