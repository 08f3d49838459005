import { sql } from "kysely";
import pg from "pg";
import { expect, inject, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { connect, type Db } from "../../app/.server/db/client.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { boardAround } from "../../app/.server/leaderboards/service.ts";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import { statistics } from "../../app/.server/progress/statistics/service.ts";
import { withDatabase } from "../support/database.ts";
import { ownDraft } from "../support/own-texts.ts";
import { createPlayer, playGame } from "../support/players.ts";

// One connection: what it has prepared is seen by it alone.
const database = withDatabase(1);

const HABITS = { wpm: 60, errors: 5, until: 20_000, seed: 1 };
const BOARD = { type: "all_time", metric: "score", limit: 20 } as const;

/** Calls that run functions of the database, and others. */
async function useStatements(db: Db, player: Caller, seed: number) {
  const now = new Date();
  await playGame(db, player, { ...HABITS, seed });
  await history(db, player, { limit: 20 });
  await statistics(db, player, now);
  await boardAround(db, player, BOARD, now);
  await addOwnText(db, player, ownDraft());
}

interface Prepared {
  statement: string;
  generic_plans: number;
  custom_plans: number;
}

const prepared = async (db: Db): Promise<Prepared[]> => {
  const { rows } = await sql<Prepared>`
    SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements`.execute(db);
  return rows;
};

it("plans a statement once on a connection", async () => {
  const player = await createPlayer(database.db);
  for (let time = 1; time <= 8; time += 1) await history(database.db, player, { limit: 20 });
  const statements = await prepared(database.db);
  const ofHistory = statements.filter(({ statement }) => statement.includes("WITH item AS"));
  expect(ofHistory).toMatchObject([{ custom_plans: 0, generic_plans: 8 }]);
});

it("keeps statements through the pooler, which gives each transaction another connection", async () => {
  const pooler = inject("pooler");
  const url = new URL(database.url);
  if (pooler) url.port = `${pooler}`;
  const player = await createPlayer(database.db);
  for (let client = 0; client < 12; client += 1) {
    const connections = [connect(url.href), connect(url.href)];
    await Promise.all(connections.map(({ db }) => history(db, player, { limit: 20 })));
    await Promise.all(connections.map(({ close }) => close()));
  }
});

it("goes on with its statements after a migration has added a column to every table", async () => {
  const player = await createPlayer(database.db);
  await useStatements(database.db, player, 1);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  for (const { name } of rows) await owner.query(`ALTER TABLE ${name} ADD COLUMN later integer`);
  await owner.end();
  await expect(useStatements(database.db, player, 2)).resolves.toBeUndefined();
});
