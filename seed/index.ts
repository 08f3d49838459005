/**
 * Seeds a database. Production gets snippets and achievements. Development also gets three accounts and ten
 * results, which a scripted player earns through the real verification. Seeding again changes only rows that differ.
 */
import { sql } from "kysely";
import { hashPassword } from "../app/.server/auth/passwords.ts";
import { connect, type Db } from "../app/.server/db/client.ts";
import { endGame } from "../app/.server/games/end/service.ts";
import { startGame } from "../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../app/.server/leaderboards/cache.ts";
import { RETENTION } from "../app/.server/leaderboards/rank/queries.ts";
import { recountPlayers } from "../app/.server/operations/maintenance/recounts/queries.ts";
import { DEFINITIONS } from "../app/.server/progress/achievements/definitions.ts";
import { storeDefinitions } from "../app/.server/progress/achievements/queries.ts";
import { findWithoutStarts, storeSeed, storeStarts } from "../app/.server/snippets/seed/queries.ts";
import { measureRuns } from "../app/.server/snippets/statistics/service.ts";
import { formatDiagnostic } from "../app/code/diagnostics.ts";
import { checkSnippet } from "../app/code/rules.ts";
import { statementStarts } from "../app/code/statements.ts";
import type { Role } from "../app/contracts/account.ts";
import { CHALLENGE_DIFFICULTY } from "../app/contracts/game.ts";
import type { Difficulty, Language } from "../app/engine/plan.ts";
import { play } from "./player.ts";
import { readSnippets } from "./snippets.ts";

async function readValidSnippets() {
  const snippets = await readSnippets();
  for (const { path, snippet_text, language, difficulty } of snippets) {
    const [fault] = checkSnippet(snippet_text, language, difficulty);
    if (fault) throw new Error(`seed/snippets/${path}: ${formatDiagnostic(fault)}`);
  }
  return snippets;
}

/** Read and checked only once by a process that seeds several databases. */
let validSnippets: ReturnType<typeof readValidSnippets> | undefined;

/**
 * Adds new snippets and updates those whose file changed. Leaves alone the snippets that an administrator
 * changed, adds no code that an administrator has already added, and never changes whether a snippet is active.
 */
async function seedSnippets(db: Db): Promise<void> {
  validSnippets ??= readValidSnippets();
  await storeSeed(
    db,
    (await validSnippets).map(({ path: _, ...row }) => row),
  );
  // What people wrote before version 2 of the engine.
  for (const { id, language, snippet_text } of await findWithoutStarts(db)) {
    await storeStarts(db, id, snippet_text, statementStarts(snippet_text, language));
  }
}

const PASSWORD = "Demo1234!";
const USERS: { username: string; email: string; display_name: string; role: Role }[] = [
  { username: "test", email: "test@example.com", display_name: "Test Pilot", role: "PLAYER" },
  { username: "player", email: "player@example.com", display_name: "Player One", role: "PLAYER" },
  { username: "admin", email: "admin@example.com", display_name: "Admin", role: "ADMIN" },
];

async function seedUsers(db: Db): Promise<void> {
  for (const user of USERS) {
    const existing = await db
      .selectFrom("users")
      .select("id")
      .where("email", "=", user.email)
      .executeTakeFirst();
    if (existing) continue;
    const password_hash = await hashPassword(PASSWORD);
    const { id } = await db
      .insertInto("users")
      .values({ ...user, password_hash })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db.insertInto("user_statistics").values({ user_id: id }).execute();
    await db.insertInto("user_settings").values({ user_id: id }).execute();
  }
}

/** The sample games: player, language, difficulty, words a minute, wrong keys in 1000, and minutes at most. */
const GAMES: [
  username: string,
  Language,
  Difficulty,
  wpm: number,
  errors: number,
  minutes: number,
][] = [
  ["test", "PYTHON", "EASY", 34, 45, 3],
  ["player", "JAVASCRIPT", "NORMAL", 62, 25, 5],
  ["test", "PYTHON", "NORMAL", 38, 40, 5],
  ["admin", "TYPESCRIPT", "HARD", 71, 20, 4],
  ["player", "REACT", "NORMAL", 66, 22, 5],
  ["test", "JAVASCRIPT", "NORMAL", 41, 35, 5],
  ["player", "JAVASCRIPT", "HARD", 68, 20, 5],
  ["test", "PYTHON", "NORMAL", 44, 30, 5],
  ["admin", "TYPESCRIPT", "EXPERT", 74, 18, 5],
  ["test", "REACT", "EASY", 47, 28, 3],
];

/** Starts, plays and ends a sample game like any other game, then dates it `daysAgo` days back. */
async function playSample(
  db: Db,
  [username, language, difficulty, wpm, errors, minutes]: (typeof GAMES)[number],
  daysAgo: number,
) {
  const { id } = await db
    .selectFrom("users")
    .select("id")
    .where("username", "=", username)
    .executeTakeFirstOrThrow();
  const { id: family } = await db
    .insertInto("sign_ins")
    .values({ user_id: id })
    .returning("id")
    .executeTakeFirstOrThrow();
  const player = { id, family };
  const game = await startGame(
    db,
    player,
    { language, difficulty, mode: "standard" },
    1_000 + daysAgo,
    new Date(),
  );
  const run = play(game, { wpm, errors, until: minutes * 60_000, seed: daysAgo + 1 });
  const startedBefore = (offset: string) => sql<string>`clock_timestamp() - ${offset}::interval`;
  await db
    .updateTable("game_sessions")
    .set({ started_at: startedBefore(`${run.endedAt + 500} milliseconds`) })
    .where("id", "=", game.session_id)
    .execute();
  const { ended } = await endGame(
    db,
    player,
    {
      session_token: game.session_token,
      outcome: run.outcome,
      key_sequence: run.keys,
      ended_at_ms: run.endedAt,
    },
    NO_BOARD_CACHE,
  );
  await db.deleteFrom("sign_ins").where("id", "=", family).execute();
  await backdate(db, ended.result.id, game.session_id, daysAgo);
  if (difficulty === CHALLENGE_DIFFICULTY) await makeChallenge(db, game.session_id);
}

/** Dates a game and what it unlocked back, so that the sample history covers several days. */
async function backdate(db: Db, resultId: string, sessionId: string, daysAgo: number) {
  const age = sql`make_interval(days => ${daysAgo})`;
  await sql`
    WITH result AS (
      UPDATE game_results SET ended_at = ended_at - ${age}, created_at = created_at - ${age},
        first_key_at = first_key_at - ${age}, last_key_at = last_key_at - ${age} WHERE id = ${resultId}
    ), session AS (
      UPDATE game_sessions SET started_at = started_at - ${age}, ended_at = ended_at - ${age},
        created_at = created_at - ${age}, expires_at = expires_at - ${age} WHERE id = ${sessionId}
    ), unlocked AS (
      UPDATE user_achievements SET unlocked_at = unlocked_at - ${age} WHERE result_id = ${resultId}
    )
    UPDATE typing_sessions SET started_at = started_at - ${age}, ended_at = ended_at - ${age}
    WHERE game_session_id = ${sessionId}
  `.execute(db);
}

/** Makes a game the daily challenge of its day: yesterday's winners, and ghosts for whoever races alone. */
const makeChallenge = (db: Db, sessionId: string) =>
  sql`
    WITH session AS (
      UPDATE game_sessions SET mode = 'daily', challenge_day = (started_at AT TIME ZONE 'UTC')::date
      WHERE id = ${sessionId} RETURNING challenge_day, language, seed, snippet_versions
    )
    INSERT INTO daily_challenges (day, language, seed, snippet_versions)
    SELECT challenge_day, language, seed, snippet_versions FROM session
  `.execute(db);

async function seedGames(db: Db): Promise<void> {
  const emails = USERS.map((user) => user.email);
  const existing = await db
    .selectFrom("game_results")
    .innerJoin("users", "users.id", "game_results.user_id")
    .select("game_results.id")
    .where("users.email", "in", emails)
    .limit(1)
    .executeTakeFirst();
  if (existing) return;
  for (const [index, game] of GAMES.entries()) await playSample(db, game, GAMES.length - index);
  // All games ended today before they were dated back, so statistics and boards are counted again.
  await sql`SELECT recount_boards(id, ${RETENTION}), recount_player(id) FROM users WHERE email = ANY (${emails})`.execute(
    db,
  );
  await measureRuns(db);
}

/** Runs `work` in one transaction, so that an interrupted seed changes nothing. */
async function seed(url: string, work: (db: Db) => Promise<void>): Promise<void> {
  const connection = connect(url);
  try {
    await connection.db.transaction().execute(work);
  } finally {
    await connection.close();
  }
}

/** Seeds what every site needs: snippets and achievements. */
async function seedGame(db: Db): Promise<void> {
  await seedSnippets(db);
  await storeDefinitions(db, DEFINITIONS);
}

/** Seeds snippets and achievements. */
export const seedProduction = (url: string) => seed(url, seedGame);

/** Seeds snippets, achievements, the three accounts of `README.md`, and ten results of theirs. */
export const seedDevelopment = (url: string) =>
  seed(url, async (db) => {
    await seedGame(db);
    await seedUsers(db);
    await seedGames(db);
    // `wrangler dev` does not run the cron job, which does this on a deployed site.
    await recountPlayers(db);
  });
