/** What some kinds of bug do while they live. */
import type { Language } from "../plan.ts";
import type { GameEvent } from "../state.ts";
import { GROWTH, HURRY, JUMP, paceOf } from "./balance.ts";
import { leap, quicken } from "./motion.ts";
import { otherLane } from "./spawn.ts";
import type { FullBug, FullState } from "./state.ts";

const SCRIPT = ["grow();", "keep(it);", "leak++;", "heap*=2;", "more();", "why();"];

/** The statements that memory leaks grow, in turn: each is one token, and short. Bugs begin at different ones. */
const GROWN: Record<Language, readonly string[]> = {
  PYTHON: ["grow()", "keep(it)", "leak+=1", "heap*=2", "more()", "why()"],
  REACT: SCRIPT,
  JAVASCRIPT: SCRIPT,
  TYPESCRIPT: SCRIPT,
};

function jump(state: FullState, bug: FullBug, at: number, events: GameEvent[] | undefined): void {
  bug.acts_at = at + paceOf(state.plan.mode) * JUMP.every;
  // What somebody types stays where it is.
  if (bug.id === state.target) return;
  bug.lane = otherLane(state, bug);
  leap(state, bug, at, JUMP.share);
  events?.push({ type: "jump", at, bug: bug.id, lane: bug.lane });
}

function grow(state: FullState, bug: FullBug, at: number, events: GameEvent[] | undefined): void {
  const texts = GROWN[state.plan.language];
  const text = texts[(bug.id + bug.grown) % texts.length] ?? "";
  const line = bug.code.split("\n").length;
  bug.code += `\n${text}`;
  bug.tokens = [...bug.tokens, { text, line, column: 0 }];
  bug.grown += 1;
  bug.acts_at = bug.grown < GROWTH.most ? at + paceOf(state.plan.mode) * GROWTH.every : null;
  events?.push({ type: "grow", at, bug: bug.id });
}

/** Lets the bug do what its kind does at `acts_at`. */
export function act(state: FullState, bug: FullBug, at: number, events?: GameEvent[]): void {
  if (bug.kind === "null") jump(state, bug, at, events);
  else grow(state, bug, at, events);
}

/** Ends a race condition one of whose bugs is gone. If it was fixed, the other one hurries. */
export function endRace(
  state: FullState,
  gone: FullBug,
  at: number,
  fixed: boolean,
  events?: GameEvent[],
): void {
  const other = state.bugs.find((bug) => bug.id === gone.pair);
  if (!other) return;
  other.pair = null;
  if (!fixed) return;
  quicken(state, other, at, HURRY);
  events?.push({ type: "hurry", at, bug: other.id });
}
