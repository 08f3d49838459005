import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { DEFINITIONS } from "../../app/.server/progress/achievements/definitions.ts";
import { changeSnippet, getSnippet } from "../../app/.server/snippets/service.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { seedDevelopment, seedProduction } from "../../seed/index.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { createAdmin } from "../support/admins.ts";
import { createDatabase, waitForBlockedStatement } from "../support/database.ts";
import { addDevice } from "../support/players.ts";

const snippets = await readSnippets();

describe("the snippets of the seed", () => {
  it("number at least 12 per language and difficulty, in at least 4 categories", () => {
    for (const language of LANGUAGES) {
      for (const difficulty of DIFFICULTIES) {
        const group = snippets.filter(
          (snippet) => snippet.language === language && snippet.difficulty === difficulty,
        );
        expect(group.length).toBeGreaterThanOrEqual(12);
        expect(new Set(group.map(({ category }) => category)).size).toBeGreaterThanOrEqual(4);
      }
    }
  });

  it("have unique texts and ids", () => {
    expect(new Set(snippets.map(({ snippet_text }) => snippet_text)).size).toBe(snippets.length);
    expect(new Set(snippets.map(({ id }) => id)).size).toBe(snippets.length);
  });

  // tests/unit/snippet-rules.test.ts checks that each of them can be played.
});

/** Creates a database with the schema and without rows, which is dropped after the test. */
async function migratedDatabase() {
  const database = await createDatabase("migrated");
  const connection = connect(database.ownerUrl);
  onTestFinished(async () => {
    await connection.close();
    await database.drop();
  });
  return { url: database.ownerUrl, db: connection.db };
}

describe("the development seed", () => {
  it("creates three accounts and ten VERIFIED results, and changes nothing when it runs again", async () => {
    const { url, db } = await migratedDatabase();
    const snapshot = async () => ({
      users: await db
        .selectFrom("users")
        .select(["id", "email", "role", "updated_at"])
        .orderBy("email")
        .execute(),
      results: await db.selectFrom("game_results").selectAll().orderBy("id").execute(),
      snippets: await db
        .selectFrom("code_snippets")
        .select(["id", "version_id", "updated_at"])
        .orderBy("id")
        .execute(),
      versions: await db.selectFrom("code_snippet_versions").select("id").orderBy("id").execute(),
      achievements: await db.selectFrom("achievements").selectAll().orderBy("position").execute(),
      unlocked: await db.selectFrom("user_achievements").selectAll().orderBy("id").execute(),
    });
    await seedDevelopment(url);
    const first = await snapshot();
    expect(first.users.map(({ email, role }) => `${email} ${role}`)).toEqual([
      "admin@example.com ADMIN",
      "player@example.com PLAYER",
      "test@example.com PLAYER",
    ]);
    expect(first.results).toHaveLength(10);
    expect(first.results.every((result) => result.status === "VERIFIED")).toBe(true);
    await seedDevelopment(url);
    expect(await snapshot()).toEqual(first);
    const test = first.users.find((user) => user.email === "test@example.com");
    const { items } = await history(db, await addDevice(db, test?.id ?? ""), { limit: 20 });
    expect(items.length).toBeGreaterThan(1);
  });

  it("recounts players whose statistics are outdated", async () => {
    const { url, db } = await migratedDatabase();
    await seedDevelopment(url);
    const unlocked = () =>
      db.selectFrom("user_achievements").select("achievement_id").orderBy("id").execute();
    const before = (await unlocked()).length;
    await db.deleteFrom("user_achievements").execute();
    await db
      .updateTable("user_statistics")
      .set({ recounted_at: new Date(0) })
      .execute();
    await seedDevelopment(url);
    expect(await unlocked()).toHaveLength(before);
    expect(before).toBeGreaterThan(0);
  });

  it("counts its results on the days on which they ended", async () => {
    const { url, db } = await migratedDatabase();
    await seedDevelopment(url);
    const days = await db
      .selectFrom("user_statistics")
      .innerJoin("users", "users.id", "user_statistics.user_id")
      .select((eb) => [
        "username",
        sql<number>`(SELECT count(DISTINCT (ended_at AT TIME ZONE 'UTC')::date)
          FROM game_results r WHERE r.user_id = ${eb.ref("users.id")})`.as("played"),
        sql<number>`(SELECT sum(upper(days) - lower(days)) FROM unnest(played_days) days)`.as(
          "counted",
        ),
      ])
      .orderBy("username")
      .execute();
    expect(days.map(({ username, counted }) => [username, counted])).toEqual(
      days.map(({ username, played }) => [username, played]),
    );
    const unlocked = await db
      .selectFrom("user_achievements")
      .innerJoin("game_results", "game_results.id", "result_id")
      .select(["unlocked_at", "ended_at"])
      .execute();
    expect(unlocked.length).toBeGreaterThan(10);
    for (const { unlocked_at, ended_at } of unlocked) expect(unlocked_at).toBe(ended_at);
  });
});

describe("the production seed", () => {
  it("creates snippets and achievements, but no accounts", async () => {
    const { url, db } = await migratedDatabase();
    await seedProduction(url);
    expect(await db.selectFrom("users").select("id").execute()).toEqual([]);
    expect(await db.selectFrom("code_snippets").select("id").execute()).toHaveLength(
      snippets.length,
    );
    const achievements = await db
      .selectFrom("achievements")
      .select([
        "key",
        "family",
        "level",
        "name",
        "description",
        "requirement_type",
        "requirement_value",
        "points",
      ])
      .orderBy("position")
      .execute();
    expect(achievements).toEqual(DEFINITIONS);
  });

  it("stores a changed file as a new version and keeps the old version", async () => {
    const { url, db } = await migratedDatabase();
    await seedProduction(url);
    await db
      .updateTable("code_snippets")
      .set({ snippet_text: "old text" })
      .where("id", "=", snippets[0]?.id ?? "")
      .execute();
    await seedProduction(url);
    const texts = await db
      .selectFrom("code_snippet_versions")
      .select("snippet_text")
      .where("snippet_id", "=", snippets[0]?.id ?? "")
      .orderBy("id")
      .execute();
    expect(texts.map((row) => row.snippet_text)).toEqual([
      snippets[0]?.snippet_text,
      "old text",
      snippets[0]?.snippet_text,
    ]);
  });

  it("does not change a snippet that an administrator edited or deactivated", async () => {
    const { url, db } = await migratedDatabase();
    await seedProduction(url);
    const admin = await createAdmin(db);
    const [edited, off] = snippets;
    const id = edited?.id ?? "";
    const changed = await changeSnippet(db, admin, id, { category: "mine", expected_wpm: 33 });
    await changeSnippet(db, admin, off?.id ?? "", { is_active: false });
    await seedProduction(url);
    expect(await getSnippet(db, admin, id)).toEqual(changed);
    expect(await getSnippet(db, admin, off?.id ?? "")).toMatchObject({ is_active: false });
  });

  it("takes turns with starts of games, so that neither waits for the other's snippets", async () => {
    const { url, db } = await migratedDatabase();
    await seedProduction(url);
    // A transaction sees the same activity all along.
    const watcher = connect(url);
    const seeding = await db.transaction().execute(async (db) => {
      await sql`SELECT FROM snippet_rotations WHERE language = 'REACT' AND difficulty = 'HARD'
        FOR NO KEY UPDATE`.execute(db);
      const promise = seedProduction(url);
      await waitForBlockedStatement(watcher.db);
      return { promise };
    });
    await expect(seeding.promise).resolves.toBeUndefined();
    await watcher.close();
  });

  it("adds a new file with the usage count of its rotation, unless its code is stored already", async () => {
    const { url, db } = await migratedDatabase();
    await seedProduction(url);
    const [added, present] = snippets;
    await db
      .updateTable("code_snippets")
      .set({ usage_count: 700 })
      .where("language", "=", added?.language ?? "PYTHON")
      .execute();
    await db.transaction().execute(async (db) => {
      // Without foreign keys for the moment, so that the id can change.
      await sql`SET LOCAL session_replication_role = replica`.execute(db);
      await sql`UPDATE code_snippets SET id = gen_random_uuid() WHERE id = ${present?.id}`.execute(
        db,
      );
      await sql`DELETE FROM code_snippets WHERE id = ${added?.id}`.execute(db);
    });
    await seedProduction(url);
    const rows = await db.selectFrom("code_snippets").select(["id", "usage_count"]).execute();
    expect(rows).toHaveLength(snippets.length);
    expect(rows.find(({ id }) => id === added?.id)?.usage_count).toBe(700);
    expect(rows.some(({ id }) => id === present?.id)).toBe(false);
  });
});
