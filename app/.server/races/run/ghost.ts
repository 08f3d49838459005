/** A ghost: somebody's verified run, played again in a race as its clock passes the keys. */
import type { ServedPlan } from "../../../contracts/game.ts";
import { RACE_MS } from "../../../engine/limits.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import type { KeyPress } from "../../../engine/replay.ts";
import type { Outcome } from "../../../engine/state.ts";
import type { Run } from "./referee.ts";

export interface Ghost {
  /** A racer's number in the room. */
  id: number;
  /** The run that it shows, and whose that is. */
  result_id: string;
  name: string;
  username: string;
  /** The keys of that run within the time limit of a race. */
  keys: KeyPress[];
  outcome: Outcome;
  ended_at_ms: number;
}

/** What ghosts a room looks for. */
export interface GhostWish {
  /** The number of the racer who waits. */
  racer: number;
  language: Language;
  difficulty: Difficulty;
  /** The version whose rules the room has loaded: current, but for a room that is older than a release. */
  engine_version: number;
  /** The accounts of the racers; of guests nothing is known. */
  user_ids: string[];
  most: number;
}

/** A public plan, with the runs that were played on it. */
export interface GhostRace {
  plan: ServedPlan;
  snippet_versions: number[];
  ghosts: Omit<Ghost, "id">[];
}

/** Lets a ghost play until `elapsed` milliseconds after the start, and no further. What it played already stays. */
export function playGhost(run: Run, ghost: Ghost, elapsed: number): void {
  const { engine, state, keys, events } = run;
  const until = Math.floor(Math.min(elapsed, RACE_MS));
  for (let next = ghost.keys[keys.length]; next; next = ghost.keys[keys.length]) {
    const [t, key] = next;
    if (t > until) break;
    engine.advance(state, t, events);
    if (state.over) return;
    engine.press(state, key, t, events);
    keys.push([t, key]);
  }
  if (ghost.outcome === "quit" && ghost.ended_at_ms <= until) {
    engine.quit(state, ghost.ended_at_ms, events);
  } else engine.advance(state, until, events);
}
