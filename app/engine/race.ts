/** Two runs of one plan side by side: who won, by how much, and where it was decided. */
import type { Engine } from "./engine.ts";
import { type RecordedRun, replayRun } from "./replay.ts";
import { earnedPoints } from "./score.ts";

/** The earned points of a run over time (`earnedPoints`): `scores[i]` from `times[i]` milliseconds on. Both begin with 0. */
export interface PointTimeline {
  times: number[];
  scores: number[];
}

/** Replays a run under its own rules. Returns its final score, and its earned points after each key and at its end. */
export function racerOf(engine: Engine, run: RecordedRun) {
  const times = [0];
  const scores = [0];
  const add = (t: number, score: number) => {
    if (score === scores.at(-1)) return;
    times.push(t);
    scores.push(score);
  };
  const state = replayRun(engine, run, (state, _, key) => {
    if (key !== undefined) add(state.now, earnedPoints(engine.scoreOf(state)));
  });
  const score = engine.scoreOf(state);
  add(run.endedAt, earnedPoints(score));
  return { score: score.final_score, points: { times, scores } } satisfies Racer;
}

/** A run that takes part in a race. Its points are not known when its keys are no longer kept. */
export interface Racer {
  /** Its final score, which decides who won. */
  score: number;
  points: PointTimeline | null;
}

/** The moment that decided a race, in milliseconds since the start. */
export type Decision =
  /** The winner was behind before and ahead from then on. */
  | { kind: "lead"; at: number }
  /** The winner was ahead all the time, and gained the most in these seconds. */
  | { kind: "swing"; from: number; to: number; gained: number }
  /** The winner had earned `behind` points less, and won by what the end adds for speed and clean tokens. */
  | { kind: "ending"; behind: number };

export interface RaceVerdict {
  /** Null for as many points. */
  winner: "own" | "rival" | null;
  /** The difference of the points. */
  by: number;
  /** Null for a draw, and while the points of a run are not known. */
  decision: Decision | null;
}

/** With the first words the lead changes with each of them, so it is none yet. */
const OPENING_MS = 10_000;
const SWING_MS = 10_000;

/** Returns how far `a` is ahead of `b` at each moment at which either gains or loses points. */
function leadOf(a: PointTimeline, b: PointTimeline): [at: number, lead: number][] {
  const moments = [...new Set([...a.times, ...b.times])].sort((x, y) => x - y);
  let [i, j] = [0, 0];
  return moments.map((at) => {
    while ((a.times[i + 1] ?? Number.POSITIVE_INFINITY) <= at) i += 1;
    while ((b.times[j + 1] ?? Number.POSITIVE_INFINITY) <= at) j += 1;
    return [at, (a.scores[i] ?? 0) - (b.scores[j] ?? 0)];
  });
}

/** Returns the stretch of `SWING_MS` in which the lead grew the most, of those that end at `earliest` or later. */
function greatestSwing(
  leads: readonly [at: number, lead: number][],
  earliest: number,
): Decision | null {
  let best: Decision & { kind: "swing" } = { kind: "swing", from: 0, to: 0, gained: 0 };
  let first = 0;
  for (const [to, lead] of leads) {
    // The lead at the beginning of the stretch is that of the last moment not after it.
    while ((leads[first + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= to - SWING_MS) first += 1;
    const gained = lead - (leads[first]?.[1] ?? 0);
    if (to >= earliest && gained > best.gained)
      best = { kind: "swing", from: Math.max(0, to - SWING_MS), to, gained };
  }
  return best.gained > 0 ? best : null;
}

function decisionOf(winner: PointTimeline, loser: PointTimeline): Decision | null {
  const leads = leadOf(winner, loser);
  const atEnd = leads.at(-1)?.[1] ?? 0;
  if (atEnd <= 0) return { kind: "ending", behind: Math.abs(atEnd) };
  const behind = leads.findLastIndex(([, lead]) => lead < 0);
  const ahead = leads.slice(behind + 1).find(([, lead]) => lead > 0);
  if (behind >= 0 && ahead && ahead[0] >= OPENING_MS) return { kind: "lead", at: ahead[0] };
  return greatestSwing(leads, OPENING_MS + SWING_MS) ?? greatestSwing(leads, 0);
}

/** Returns the verdict of a race: the last change of lead, or the greatest swing if the winner was ahead all the time. */
export function verdictOf(own: Racer, rival: Racer): RaceVerdict {
  const by = Math.abs(own.score - rival.score);
  if (by === 0) return { winner: null, by, decision: null };
  const won = own.score > rival.score;
  const [first, second] = won ? [own, rival] : [rival, own];
  const decision = first.points && second.points && decisionOf(first.points, second.points);
  return { winner: won ? "own" : "rival", by, decision };
}
