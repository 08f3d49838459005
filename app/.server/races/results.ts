/** Storing a race that is over: each signed-in racer's run as an ordinary result, then the race with its ratings. */

import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { GameResult } from "../../contracts/game.ts";
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

const base64Of = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/**
 * Verifies a racer's run, as any other. Its times are those of the referee, who has bounded them by the arrival of the keys
 * already.
 *
 * @param others the fingerprints of the racers before, to which it is added: one script may play two accounts
 */
function verifyRun(room: Room, racer: Racer, bestBefore: number | null, others: string[]) {
  const run = finishedRun(room, racer);
  const known = { elapsed: run.ended_at_ms, bestBefore, others: [...others] };
  const verdict = verify(room.engine, room.setup.plan, run, known);
  if (verdict.fingerprint) others.push(base64Of(verdict.fingerprint));
  return { request: run, verdict };
}

/** A stored run. `PENDING` is one that is being checked. */
interface StoredRun {
  id: string;
  status: GameResult["status"];
}

/** Stores a racer's run. Returns null for a guest, and for an account that was switched off meanwhile. */
async function storeRun(
  db: Db,
  room: Room,
  racer: Racer,
  race: RaceRow,
  player: RacersRow["racers"][number] | undefined,
  others: string[],
  cache: BoardCache,
): Promise<StoredRun | null> {
  const verified = verifyRun(room, racer, player?.best_pace ?? null, others);
  if (!player) return null;
  const { user_id } = player;
  const { language, difficulty, seed, engine_version, started_at } = race;
  const { outcome, ended_at_ms } = verified.request;
  const id = raceSessionId(race.id, user_id);
  const session = { id, user_id, language, difficulty, seed, engine_version, started_at };
  const stored = await insertResult(db, {
    ...verified,
    session: { ...session, challenge_day: null },
    playerLock: accountLock(user_id),
    opening: raceSession({
      session_id: id,
      mode: room.setup.plan.mode,
      race,
      outcome,
      ended_at_ms,
    }),
  });
  return stored.id === null ? null : (await endedGame(stored, cache)).ended.result;
}

/** The end of a run, as `race_players` has it. */
function standingIn({ standings }: Finish, id: number) {
  const { place, score, standard_wpm, outcome } = standings.find((each) => each.id === id) ?? {};
  return {
    place: place ?? standings.length,
    final_score: score ?? 0,
    standard_wpm: standard_wpm ?? 0,
    outcome: outcome ?? "quit",
  };
}

const UNRATED = {
  ...{ rating_before: null, rating_after: null, races: null },
  ...{ mu_before: null, sigma_before: null, mu: null, sigma: null },
};

/**
 * Adds the ratings of the players who have a result, in a race of two of them or more of whom one has a run that counts. A run
 * that does not count, because it was too short or is being checked, is behind all that do and never raises a rating: so
 * nobody rises by races that nobody plays, and nobody escapes a lost one by leaving early.
 */
function withRatings(
  players: PlayerRow[],
  known: RacersRow["racers"],
  runs: ReadonlyMap<number, StoredRun>,
): PlayerRow[] {
  const rated = players.filter(({ result_id }) => result_id !== null);
  const counts = rated.map(({ number }) => runs.get(number)?.status === "VERIFIED");
  if (rated.length < 2 || !counts.includes(true)) return players;
  const before = rated.map(
    ({ user_id }) =>
      known.find((racer) => racer.user_id === user_id)?.rating ?? { ...newSkill(), races: 0 },
  );
  const scores = rated.map(({ final_score }, i) => (counts[i] ? final_score : -1));
  const after = skillsAfter(before, placesOf(scores)).map((skill, i) => {
    const old = before[i] ?? skill;
    return counts[i] || shownRating(skill) < shownRating(old) ? skill : old;
  });
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

const resultOf = (
  { number, place, result_id, rating_before, rating_after }: PlayerRow,
  run: StoredRun | undefined,
): RaceResult => ({
  id: number,
  place,
  // All racers are told of it, and a run that is being checked is nobody else's business.
  result_id: run?.status === "PENDING" ? null : result_id,
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
    const fingerprints: string[] = [];
    const runs = new Map<number, StoredRun>();
    for (const racer of racers) {
      const player = known.find(({ user_id }) => user_id === racer.person.user_id);
      const run = await storeRun(db, room, racer, row, player, fingerprints, cache);
      if (run) runs.set(racer.id, run);
      players.push({
        ...{ number: racer.id, is_ghost: false, user_id: racer.person.user_id },
        result_id: run?.id ?? null,
        name: racer.person.name,
        ...standingIn(finish, racer.id),
        ...UNRATED,
      });
    }
    for (const { id, result_id, name } of setup.ghosts) {
      const ghost = { number: id, is_ghost: true, user_id: null, result_id, name };
      players.push({ ...ghost, ...standingIn(finish, id), ...UNRATED });
    }
    const rated = setup.ghosts.length > 0 ? players : withRatings(players, known, runs);
    const isRated = rated.some(({ rating_after }) => rating_after !== null);
    if (await insertRace(db, { ...row, rated: isRated }, rated)) {
      return rated.map((player) => resultOf(player, runs.get(player.number)));
    }
  }
}
