/** The keys: locking, typing, and using powers. Unknown keys are ignored. */
import { type GameEvent, isScored, targetOf } from "../state.ts";
import { startsLine } from "../tokens.ts";
import { knockBackMs, STRETCH, shotDamage } from "./balance.ts";
import { endRace } from "./kinds.ts";
import { pushBack } from "./motion.ts";
import { charge, use } from "./powers.ts";
import { canReach, lockOrder } from "./reach.ts";
import { bringBack, keyMicrosOf, nextPhase } from "./spawn.ts";
import type { FullBug, FullState } from "./state.ts";
import { advance, byDistance, clearTarget, remove } from "./step.ts";

const lockedBug = (state: FullState) => targetOf(state) as FullBug | undefined;

function release(state: FullState, events: GameEvent[] | undefined): void {
  if (state.target === null) return;
  events?.push({ type: "release", at: state.now, bug: state.target });
  state.left = state.target;
  clearTarget(state);
}

function lock(state: FullState, bug: FullBug, events: GameEvent[] | undefined): void {
  state.target = bug.id;
  state.left = null;
  state.typed = 0;
  state.gap = false;
  events?.push({ type: "lock", at: state.now, bug: bug.id });
}

/**
 * Locks the next bug in the order of distance, counted from the locked bug, or else from the one that was released last.
 * The farthest bug is followed by the nearest. Passes over bugs that can no longer be fixed while there are others.
 */
function lockNext(state: FullState, events: GameEvent[] | undefined): void {
  const order = byDistance(state);
  const current = order.findIndex((bug) => bug.id === (state.target ?? state.left));
  const others = [...order.slice(current + 1), ...order.slice(0, Math.max(0, current))];
  const next = others.find((bug) => canReach(state, bug)) ?? others[0] ?? order[current];
  if (!next || next.id === state.target) return;
  release(state, events);
  lock(state, next, events);
}

/** Ends the hunk whose last token is done. `paid` says whether that token was typed, and counts. */
function finishHunk(
  state: FullState,
  bug: FullBug,
  paid: boolean,
  events: GameEvent[] | undefined,
): void {
  const at = state.now;
  if (bug.phases_left > 0) {
    clearTarget(state);
    nextPhase(state, bug, at, events);
    return;
  }
  if (paid) state.kills += 1;
  const { lane, kind } = bug;
  events?.push({ type: "kill", at, bug: bug.id, lane, kind, scored: paid });
  endRace(state, bug, at, true, events);
  const returns = bug.kind === "regression" && bug.errors > 0 && !bug.returned;
  remove(state, bug, at, events, returns);
  if (returns) bringBack(state, bug, at, events);
}

function finishToken(state: FullState, bug: FullBug, events: GameEvent[] | undefined): void {
  const length = bug.tokens[bug.next]?.text.length ?? 0;
  const { flawed } = bug;
  const paid = isScored(bug, bug.next);
  if (flawed) bug.errors += 1;
  else pushBack(state, bug, state.now, knockBackMs(length, keyMicrosOf(state)));
  if (paid && flawed) state.incorrect_words += 1;
  if (paid && !flawed) {
    state.correct_words += 1;
    state.combo += 1;
    state.max_combo = Math.max(state.max_combo, state.combo);
  }
  const damage = shotDamage(length, state.combo);
  if (paid) state.damage_dealt += damage;
  bug.next += 1;
  bug.flawed = false;
  state.typed = 0;
  state.gap = true;
  events?.push({
    type: "shot",
    at: state.now,
    bug: bug.id,
    damage,
    combo: state.combo,
    flawed,
    scored: paid,
  });
  if (paid) charge(state, flawed, events);
  // A bug whose last tokens a leak grew was paid by hand up to there, so its fix counts.
  if (bug.next === bug.tokens.length) finishHunk(state, bug, !bug.returned, events);
}

/** Does what is left of the locked bug's line. It scores nothing, and neither does a fix that is made so. */
function finishLine(state: FullState, bug: FullBug, events: GameEvent[] | undefined): void {
  const line = bug.tokens[bug.next]?.line;
  while (bug.next < bug.tokens.length && bug.tokens[bug.next]?.line === line) bug.next += 1;
  bug.flawed = false;
  state.typed = 0;
  state.gap = true;
  if (bug.next === bug.tokens.length) finishHunk(state, bug, false, events);
}

/** Returns the key that the locked bug waits for: one character or `Enter`. */
export function expectedKey(state: FullState, bug: FullBug): string {
  if (state.gap) return startsLine(bug.tokens, bug.next) ? "Enter" : " ";
  return bug.tokens[bug.next]?.text[state.typed] ?? "";
}

function miss(state: FullState, bug: FullBug | null, events: GameEvent[] | undefined): void {
  state.incorrect_keys += 1;
  state.combo = 0;
  if (bug) bug.flawed = true;
  events?.push({ type: "miss", at: state.now, bug: bug?.id ?? null });
}

/** Counts a correct key in the stretch that is being typed. */
function hit(state: FullState): void {
  state.correct_keys += 1;
  const { stretch, now } = state;
  if (!stretch) {
    state.stretch = { from: now, keys: 0 };
    return;
  }
  stretch.keys += 1;
  const ms = now - stretch.from;
  if (stretch.keys < STRETCH.keys || ms < STRETCH.ms) return;
  state.shown = Math.max(state.shown, Math.floor((stretch.keys * 1_200_000) / ms));
  state.stretch = { from: now, keys: 0 };
}

function type(state: FullState, key: string, events: GameEvent[] | undefined): void {
  let bug = lockedBug(state);
  if (!bug) {
    // Players press Space or Enter between two bugs out of habit, so it is not an error.
    if (state.bugs.length === 0 || key === " " || key === "Enter") return;
    bug = lockOrder(state).find(({ tokens, next }) => tokens[next]?.text[0] === key);
    if (!bug) {
      miss(state, null, events);
      return;
    }
    lock(state, bug, events);
  }
  if (key !== expectedKey(state, bug)) {
    miss(state, bug, events);
    return;
  }
  hit(state);
  events?.push({ type: "key", at: state.now, bug: bug.id });
  if (state.gap) {
    state.gap = false;
    return;
  }
  state.typed += 1;
  if (state.typed === bug.tokens[bug.next]?.text.length) finishToken(state, bug, events);
}

/**
 * Lets time pass until `t`, then handles one key.
 *
 * @param key one printable character, or `Enter`, `Tab` (next target), `Escape` (no target), `ArrowUp` (use a power)
 */
export function press(state: FullState, key: string, t: number, events?: GameEvent[]): void {
  advance(state, t, events);
  if (state.over) return;
  if (key === "Escape") release(state, events);
  else if (key === "Tab") lockNext(state, events);
  else if (key === "ArrowUp") spendPower(state, events);
  else if (key === "Enter" || (key.length === 1 && key >= " ")) type(state, key, events);
}

function spendPower(state: FullState, events: GameEvent[] | undefined): void {
  use(
    state,
    () => {
      const bug = lockedBug(state);
      if (bug) finishLine(state, bug, events);
    },
    events,
  );
}
