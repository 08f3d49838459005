/** Runs that begin and end through the domain, with the seed and the time that the attack needs. */
import type { Caller } from "../../../app/.server/auth/authorization/queries.ts";
import { checkpoint } from "../../../app/.server/games/checkpoints/service.ts";
import { endGame } from "../../../app/.server/games/end/service.ts";
import { startGame } from "../../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../../app/.server/leaderboards/cache.ts";
import { ownPlace } from "../../../app/.server/leaderboards/service.ts";
import type { EndedGame, StartedGame, StartRequest } from "../../../app/contracts/game.ts";
import type { KeyPress, RecordedRun } from "../../../app/engine/replay.ts";
import { releaseNow, storedState } from "../../../tests/support/pending-runs.ts";
import { backdateStart, createPlayer, startRequest } from "../../../tests/support/players.ts";
import type { Site } from "../../../tests/support/site.ts";
import type { Attempt } from "./attack.ts";

export async function startRun({ db }: Site, choice: Partial<StartRequest>, seed: number) {
  const player = await createPlayer(db);
  return { player, game: await startGame(db, player, startRequest(choice), seed, new Date()) };
}

/** How far the server's clock is ahead of the run's at the moment `t` of the run, in milliseconds. */
type Lateness = (t: number) => number;

/** Ends a run as if the time that it took had passed. */
export async function endRun(
  { db }: Site,
  player: Caller,
  { session_id, session_token }: StartedGame,
  { keys: key_sequence, outcome, endedAt: ended_at_ms }: Omit<RecordedRun, "plan">,
  lateAt: Lateness = () => 0,
): Promise<EndedGame> {
  await backdateStart(db, session_id, ended_at_ms + lateAt(ended_at_ms));
  const request = { session_token, key_sequence: [...key_sequence], outcome, ended_at_ms };
  return (await endGame(db, player, request, NO_BOARD_CACHE)).ended;
}

/** Sends a checkpoint every ten seconds of a run. */
export async function sendCheckpoints(
  { db }: Site,
  player: Caller,
  { session_id, session_token }: StartedGame,
  { keys, endedAt }: { keys: readonly KeyPress[]; endedAt: number },
  lateAt: Lateness,
): Promise<void> {
  for (let t = 10_000; t < endedAt; t += 10_000) {
    const key_sequence = keys.filter(([at]) => at <= t);
    await backdateStart(db, session_id, (key_sequence.at(-1)?.[0] ?? 0) + lateAt(t));
    await checkpoint(db, player, { session_token, key_sequence });
  }
}

/**
 * Says what became of a run that should be on no board: its stored status and its rank, also when it waits for a
 * moderator and none comes.
 */
export async function describeFate(
  site: Site,
  player: Caller,
  { result, rank: rankAtEnd }: EndedGame,
  metric: "score" | "wpm" = "score",
): Promise<Attempt> {
  const rankNow = async () =>
    (await ownPlace(site.db, player, { type: "all_time", metric }, new Date())).rank;
  const place = (rank: number | null) => (rank === null ? "no rank" : `rank ${rank}`);
  const first = await storedState(site.db, result.id);
  const rank = metric === "score" ? (rankAtEnd ?? (await rankNow())) : await rankNow();
  const now = `${first.status}${first.off_boards ? ", off the boards" : ""}, ${place(rank)}`;
  if (first.due_minutes === null) return { now, holds: rank === null };
  await releaseNow(site.db, result.id);
  const later = await storedState(site.db, result.id);
  const laterRank = await rankNow();
  return {
    now: `${now}; after ${first.due_minutes / 60} h without a moderator ${later.status}, ${place(laterRank)}`,
    holds: rank === null && laterRank === null,
  };
}
