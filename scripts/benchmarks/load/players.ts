/** Signs in players of a filled database, and prepares for each a finished run to send. */
import { sql } from "kysely";
import type { Caller } from "../../../app/.server/auth/authorization/queries.ts";
import { signAccessToken } from "../../../app/.server/auth/tokens.ts";
import type { Db } from "../../../app/.server/db/client.ts";
import { startGame } from "../../../app/.server/games/start/service.ts";
import type { EndRequest } from "../../../app/contracts/game.ts";
import { type Habits, play } from "../../../seed/player.ts";

/** A player with a finished run that is not sent yet. */
export interface Runner {
  caller: Caller;
  token: string;
  run: EndRequest;
}

/** A minute of typing, the usual length of a run. */
const MINUTE: Habits = { wpm: 60, errors: 20, until: 60_000 };

/** The development secret of `wrangler.toml`. */
const SECRET = "development-only-not-a-secret-0123456789abcdef";

/**
 * Picks `count` random players, starts a game for each, and plays its run.
 *
 * @param options.secret that of the Worker: the development secret by default
 */
export async function createRunners(
  db: Db,
  count: number,
  { habits = MINUTE, secret = SECRET }: { habits?: Habits; secret?: string } = {},
): Promise<Runner[]> {
  const { rows } = await sql<{ id: string; username: string; family: string }>`
    WITH chosen AS (
      SELECT id, username FROM users
      WHERE is_active AND deleted_at IS NULL ORDER BY md5(id::text || random()::text) LIMIT ${count}
    ), device AS (
      INSERT INTO sign_ins (user_id) SELECT id FROM chosen RETURNING id, user_id
    )
    SELECT chosen.id, chosen.username, device.id AS family
    FROM chosen JOIN device ON device.user_id = chosen.id
  `.execute(db);
  const now = new Date();
  const runners: Runner[] = [];
  for (const [seed, { id, username, family }] of rows.entries()) {
    const caller = { id, family };
    const game = await startGame(
      db,
      caller,
      { language: "PYTHON", difficulty: "NORMAL", mode: "standard" },
      seed,
      now,
    );
    const { keys, outcome, endedAt } = play(game, { ...habits, seed: seed + 1 });
    const token = await signAccessToken({ id, username, role: "PLAYER", family }, secret, now);
    runners.push({
      caller,
      token,
      run: {
        session_token: game.session_token,
        outcome,
        key_sequence: keys,
        ended_at_ms: endedAt,
      },
    });
  }
  // Sets each start back by the length of its run, as if the run had just ended.
  await sql`
    UPDATE game_sessions SET started_at = now() - make_interval(secs => run.seconds)
    FROM unnest(${runners.map(({ run }) => run.session_token)}::uuid[],
      ${runners.map(({ run }) => run.ended_at_ms / 1000)}::float8[]) run (token, seconds)
    WHERE session_token = run.token`.execute(db);
  return runners;
}
