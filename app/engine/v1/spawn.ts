/** The waves, and how their bugs appear. */
import { draw, nextState } from "../rng.ts";
import { type Bug, type GameEvent, type Hunk, LANES } from "../state.ts";
import { countKeys } from "../tokens.ts";
import { BOSS_EVERY, balanceOf, FOLLOW_UP, KINDS, type Kind, waveOf } from "./balance.ts";
import { bossHunk, refill } from "./deck.ts";
import type { FullState } from "./state.ts";

function random(state: FullState, bound: number): number {
  state.rng = nextState(state.rng);
  return draw(state.rng, bound);
}

const firstKey = (hunk: Hunk, token: number) => hunk.tokens[token]?.text[0];

/** Takes the first hunk from the deck whose first key differs from those of the bugs on the field; otherwise the first hunk. */
function deal(state: FullState): Hunk | undefined {
  const taken = new Set(state.bugs.map((bug) => firstKey(bug, bug.next)));
  const distinct = state.deck.findIndex((hunk) => !taken.has(firstKey(hunk, 0)));
  return state.deck.splice(Math.max(0, distinct), 1)[0];
}

function kindOf(state: FullState, hunk: Hunk): Kind {
  const roll = random(state, 6);
  if (roll === 0 && state.wave >= 2) return "race";
  if (roll === 1 && state.wave >= 3 && hunk.tokens.length >= 6) return "leak";
  if (roll === 2) return "null";
  return hunk.tokens.length <= 4 ? "syntax" : "bug";
}

/** Returns the lane whose last bug appeared the longest ago; of several such lanes a random one. */
function laneFor(state: FullState): number {
  const latest = new Array<number>(LANES).fill(-1);
  for (const bug of state.bugs) latest[bug.lane] = Math.max(latest[bug.lane] ?? -1, bug.spawned_at);
  const oldest = Math.min(...latest);
  const free = latest.flatMap((at, lane) => (at === oldest ? [lane] : []));
  return free[random(state, free.length)] ?? 0;
}

const keysLeft = (bug: Bug) => countKeys(bug.tokens.slice(bug.next));

/** Adds the next bug to the field. Begins the next wave first if the present one has no more bugs. */
export function spawn(state: FullState, at: number, events: GameEvent[] | undefined): void {
  const { plan } = state;
  const begins = state.to_come === 0;
  const wave = waveOf(plan.difficulty, plan.mode, begins ? state.wave + 1 : state.wave);
  if (begins) {
    state.wave += 1;
    state.to_come = wave.bugs;
    // Hunks grow with the waves, so the unused ones of the last wave are cut again.
    const unused = state.deck[0];
    if (unused) state.cursor = { snippet: unused.snippets[0] ?? 0, line: unused.line };
    state.deck = [];
    events?.push({ type: "wave", at, wave: state.wave, boss: wave.boss });
  }
  refill(plan, state.deck, state.cursor, wave.tokens);

  const boss = wave.boss && state.to_come === 1;
  const hunk = boss
    ? bossHunk(plan, state.wave / BOSS_EVERY - 1, balanceOf(plan.difficulty).bossTokens)
    : deal(state);
  if (!hunk) {
    state.next_spawn_at = null;
    return;
  }

  // A player who types at the wave's speed reaches each bug `slack` before it arrives.
  const kind = boss ? "boss" : kindOf(state, hunk);
  const keys = countKeys(hunk.tokens);
  const queued = state.bugs.reduce((sum, bug) => sum + keysLeft(bug), keys);
  const travel = wave.slack + Math.floor((queued * wave.keyMicros) / 1000);
  state.spawned += 1;
  const bug: Bug = {
    ...hunk,
    id: state.spawned,
    kind,
    lane: laneFor(state),
    spawned_at: at,
    arrives_at: at + Math.floor((travel * KINDS[kind]) / 100),
    departed_at: at,
    next: 0,
    flawed: false,
    pair: null,
    grown: 0,
    returned: false,
    phases_left: 0,
  };
  state.bugs.push(bug);
  state.to_come -= 1;
  events?.push({ type: "spawn", at, bug: bug.id });

  const gap = Math.floor((keys * wave.keyMicros) / 1000);
  state.next_spawn_at = state.to_come > 0 ? at + gap : null;
  hurry(state, at);
}

/** Schedules the next bug earlier when the field has fewer bugs than the wave's `together`. */
export function hurry(state: FullState, at: number): void {
  if (state.next_spawn_at === null || state.to_come === 0) return;
  const { together } = waveOf(state.plan.difficulty, state.plan.mode, state.wave);
  if (state.bugs.length < together) {
    state.next_spawn_at = Math.min(state.next_spawn_at, at + FOLLOW_UP);
  }
}
