/** Storing a race that is over: each signed-in racer's run as an ordinary result, then the race with its ratings. */

import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { RaceResult } from "../../contracts/race-protocol.ts";
import { accountLock } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { endedGame } from "../games/end/service.ts";
import { insertResult } from "../games/end/stored-result/queries.ts";
import { verify } from "../games/verification.ts";
import type { BoardCache } from "../leaderboards/cache.ts";
import {
  findRacers,
  insertRace,
  type PlayerRow,
  type RaceRow,
  type RacersRow,
  raceSession,
} from "./queries.ts";
import { newSkill, shownRating, skillsAfter } from "./ratings.ts";
import type { Finish, Racer, Room } from "./room/room.ts";
import { placesOf } from "./run/standings.ts";

/** Returns the id of the session of a racer's run: always the same one, so that a run is stored once. */
export function raceSessionId(raceId: string, personId: string): string {
  const hash = sha256(new TextEncoder().encode(`${raceId} ${personId}`)).slice(0, 16);
  // Version 8 of RFC 9562 is for ids of one's own making.
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return encodeHexLowerCase(hash).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Returns the run of a racer as its end reports it. */
export function finishedRun(room: Room, { id }: Racer) {
  const run = room.runs.get(id);
  const over = run?.state.over;
  if (!run || !over) throw new Error(`racer ${id} has no finished run`);
  return { outcome: over.outcome, key_sequence: run.keys, ended_at_ms: over.at };
}

function raceRow({ setup, started_at }: Room, { ended_at }: Finish, rated: boolean): RaceRow {
  const { race_id: id, code, plan, snippet_versions } = setup;
  const { language, difficulty, seed, engine_version } = plan;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    id,
    code,
    language,
    difficulty,
    seed,
    engine_version,
    snippet_versions,
    rated,
    started_at: iso(started_at ?? ended_at),
    ended_at: iso(ended_at),
  };
}

/** Stores a racer's run. Returns its id; null for a guest, and for an account that was switched off meanwhile. */
async function storeRun(
  db: Db,
  room: Room,
  racer: Racer,
  race: RaceRow,
  known: RacersRow["racers"],
  cache: BoardCache,
): Promise<string | null> {
  const userId = racer.person.user_id;
  const player = known.find(({ user_id }) => user_id === userId);
  if (userId === null || !player) return null;
  const request = finishedRun(room, racer);
  const { engine, setup } = room;
  // The referee has bounded the times by the arrival of the keys already.
  const elapsed = request.ended_at_ms;
  const verdict = verify(engine, setup.plan, request, { elapsed, bestBefore: player.best_pace });
  const { language, difficulty, seed, engine_version, started_at } = race;
  const id = raceSessionId(race.id, userId);
  const stored = await insertResult(db, {
    session: {
      id,
      user_id: userId,
      language,
      difficulty,
      seed,
      engine_version,
      challenge_day: null,
      started_at,
    },
    playerLock: accountLock(userId),
    request,
    verdict,
    opening: raceSession({
      session_id: id,
      race,
      outcome: request.outcome,
      ended_at_ms: request.ended_at_ms,
    }),
  });
  if (stored.id === null) return null;
  return (await endedGame(stored, cache)).ended.result.id;
}

/** Adds the ratings of the players who have a result, in a race of two of them or more. */
function withRatings(players: PlayerRow[], known: RacersRow["racers"]): PlayerRow[] {
  const rated = players.filter(({ result_id }) => result_id !== null);
  if (rated.length < 2) return players;
  const before = rated.map(
    ({ user_id }) =>
      known.find((racer) => racer.user_id === user_id)?.rating ?? { ...newSkill(), races: 0 },
  );
  const after = skillsAfter(before, placesOf(rated.map(({ final_score }) => final_score)));
  return players.map((player) => {
    const [old, skill] = [before[rated.indexOf(player)], after[rated.indexOf(player)]];
    if (!old || !skill) return player;
    return {
      ...player,
      rating_before: shownRating(old),
      rating_after: shownRating(skill),
      mu_before: old.mu,
      sigma_before: old.sigma,
      mu: skill.mu,
      sigma: skill.sigma,
      races: old.races,
    };
  });
}

const resultOf = ({
  number,
  place,
  result_id,
  rating_before,
  rating_after,
}: PlayerRow): RaceResult => ({
  id: number,
  place,
  result_id,
  rating:
    rating_before === null || rating_after === null
      ? null
      : { before: rating_before, after: rating_after },
});

/**
 * Stores a race that is over: a read, a statement for each signed-in racer, and one for the race with its ratings. Call
 * it again after any error: what is stored already is stored once.
 *
 * @param cache drops the boards that the results changed
 */
export async function storeRace(db: Db, room: Room, cache: BoardCache): Promise<RaceResult[]> {
  const { finish, racers, setup } = room;
  if (!finish) throw new Error("the race is not over");
  const userIds = racers.flatMap(({ person }) => person.user_id ?? []);
  for (;;) {
    const { stored, racers: known } = await findRacers(
      db,
      setup.race_id,
      userIds,
      setup.plan.language,
    );
    if (stored) return stored;
    const row = raceRow(room, finish, known.length >= 2);
    const players: PlayerRow[] = [];
    for (const racer of racers) {
      const standing = finish.standings.find(({ id }) => id === racer.id);
      players.push({
        number: racer.id,
        user_id: racer.person.user_id,
        result_id: await storeRun(db, room, racer, row, known, cache),
        name: racer.person.name,
        place: standing?.place ?? racers.length,
        final_score: standing?.score ?? 0,
        standard_wpm: standing?.standard_wpm ?? 0,
        outcome: standing?.outcome ?? "quit",
        ...{ rating_before: null, rating_after: null, races: null },
        ...{ mu_before: null, sigma_before: null, mu: null, sigma: null },
      });
    }
    const rated = withRatings(players, known);
    const isRated = rated.some(({ rating_after }) => rating_after !== null);
    if (await insertRace(db, { ...row, rated: isRated }, rated)) return rated.map(resultOf);
  }
}
