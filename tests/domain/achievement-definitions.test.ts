/** The definitions of the achievements: their order, their requirements, their changes, and how rare they are. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import {
  DEFINITIONS,
  type Definition,
} from "../../app/.server/progress/achievements/definitions.ts";
import { storeDefinitions } from "../../app/.server/progress/achievements/queries.ts";
import { FAMILIES } from "../../app/contracts/achievement.ts";
import {
  HISTORIES_BY_METRIC,
  playerWith,
  times,
  unlockedKeys,
} from "../support/achievement-histories.ts";
import { withDatabase } from "../support/database.ts";
import { pastResult } from "../support/histories.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();

const achievementRows = () =>
  database.db.selectFrom("achievements").selectAll().orderBy("position").execute();

describe("the achievement definitions", () => {
  it("number at least thirty, with unique keys, names and descriptions, in every family", () => {
    expect(DEFINITIONS.length).toBeGreaterThanOrEqual(30);
    for (const column of ["key", "name", "description"] as const) {
      expect(new Set(DEFINITIONS.map((definition) => definition[column])).size).toBe(
        DEFINITIONS.length,
      );
    }
    expect([...new Set(DEFINITIONS.map(({ family }) => family))]).toEqual([...FAMILIES]);
  });

  it.each(FAMILIES)(
    "number the levels of the %s family from 1; requirements rise, except among curiosities",
    (family) => {
      const levels = DEFINITIONS.filter((definition) => definition.family === family);
      expect(levels.map(({ level }) => level)).toEqual(levels.map((_, index) => index + 1));
      if (family === "curiosities") return;
      const required = levels.map(({ requirement_value }) => requirement_value);
      expect(required).toEqual([...new Set(required)].sort((a, b) => a - b));
      expect(new Set(levels.map(({ requirement_type }) => requirement_type)).size).toBe(1);
    },
  );

  it.each(DEFINITIONS.map((definition) => [definition.key, definition] as const))(
    "grant %s when its requirement is met, and not when it is missed by one",
    async (key, { requirement_type, requirement_value }) => {
      const history = HISTORIES_BY_METRIC[requirement_type];
      if (!history) throw new Error(`no history for ${requirement_type}`);
      const enough = await playerWith(database.db, history(requirement_value));
      expect(await unlockedKeys(database.db, enough.id)).toContain(key);
      const tooFew = await playerWith(database.db, history(requirement_value - 1));
      expect(await unlockedKeys(database.db, tooFew.id)).not.toContain(key);
    },
  );
});

describe("after a change of the definitions", () => {
  it("the seed updates only rows that differ, and the cron job recounts all players only if a requirement changed", async () => {
    const veteran = await playerWith(
      database.db,
      times(5, () => pastResult()),
    );
    while ((await runMaintenance(database.db)).players_recounted > 0);
    const before = await achievementRows();
    await storeDefinitions(database.db, DEFINITIONS);
    expect(await achievementRows()).toEqual(before);

    const renamed = DEFINITIONS.map((definition) =>
      definition.key === "runs_1" ? { ...definition, name: "Initial commit" } : definition,
    );
    await storeDefinitions(database.db, renamed);
    expect((await runMaintenance(database.db)).players_recounted).toBe(0);
    expect((await achievementRows()).map(({ name }) => name)).toContain("Initial commit");

    const easier: Definition[] = DEFINITIONS.filter(({ key }) => key !== "runs_1").map(
      (definition) =>
        definition.key === "runs_2"
          ? { ...definition, requirement_value: 4, name: "First commit" }
          : definition,
    );
    await storeDefinitions(database.db, easier);
    expect(await unlockedKeys(database.db, veteran.id)).toEqual([]);
    expect((await runMaintenance(database.db)).players_recounted).toBeGreaterThan(0);
    expect(await unlockedKeys(database.db, veteran.id)).toEqual(["runs_2"]);

    await storeDefinitions(database.db, DEFINITIONS);
    const runs = await Promise.all(times(4, () => runMaintenance(database.db)));
    expect(runs.some((run) => run.players_recounted > 0)).toBe(true);
    expect(await unlockedKeys(database.db, veteran.id)).toEqual(["runs_1"]);
    expect((await runMaintenance(database.db)).players_recounted).toBe(0);
    const ids = new Map(before.map(({ key, id }) => [key, id]));
    for (const { key, id } of await achievementRows())
      if (key !== "runs_1") expect(id).toBe(ids.get(key));
  });
});

describe("the rarity of an achievement", () => {
  it("is its share among players with a VERIFIED result, which the cron job recounts once an hour", async () => {
    await sql`DELETE FROM users`.execute(database.db);
    await sql`UPDATE achievements SET rarity_at = 'epoch'`.execute(database.db);
    await playerWith(database.db, [pastResult({ enemies_killed: 42 })]);
    await playerWith(database.db, [pastResult()]);
    await playerWith(database.db, [pastResult()]);
    await playerWith(database.db, [pastResult()]);
    await createPlayer(database.db);
    expect((await runMaintenance(database.db)).rarities_counted).toBe(DEFINITIONS.length);
    const rarity = async (key: string) =>
      (await achievementRows()).find((row) => row.key === key)?.rarity;
    expect([await rarity("runs_1"), await rarity("bugs_42"), await rarity("combo_5")]).toEqual([
      1, 0.25, 0,
    ]);
    await playerWith(database.db, [pastResult({ enemies_killed: 42 })]);
    expect((await runMaintenance(database.db)).rarities_counted).toBe(0);
    expect(await rarity("bugs_42")).toBe(0.25);
    await sql`UPDATE achievements SET rarity_at = now() - interval '61 minutes'`.execute(
      database.db,
    );
    await runMaintenance(database.db);
    expect(await rarity("bugs_42")).toBe(0.4);
  });
});
