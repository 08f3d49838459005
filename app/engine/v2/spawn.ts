/** The waves, and how their bugs appear. */
import { draw, nextState } from "../rng.ts";
import { type GameEvent, type Hunk, type Kind, LANES } from "../state.ts";
import { countKeys } from "../tokens.ts";
import {
  BOSS_EVERY,
  BREATH,
  balanceOf,
  bugsOf,
  FOLLOW_UP,
  GROWTH,
  JUMP,
  KEYS_PER_TOKEN,
  KINDS,
  keyMicrosAt,
  paceOf,
  pressureAt,
  tokensAt,
} from "./balance.ts";
import { refill, takeBossHunks } from "./deck.ts";
import { depart } from "./motion.ts";
import type { FullBug, FullState } from "./state.ts";

function random(state: FullState, bound: number): number {
  state.rng = nextState(state.rng);
  return draw(state.rng, bound);
}

/** Returns the microseconds for one key at the speed that the newest wave requires. */
export const keyMicrosOf = ({ plan, pressure }: FullState) =>
  paceOf(plan.mode) * keyMicrosAt(pressure);

/** Returns the keys of the tokens that the bug has left, with the separators between them. */
export function keysLeft({ tokens, next }: FullBug): number {
  let keys = -1;
  for (let index = next; index < tokens.length; index += 1)
    keys += (tokens[index]?.text.length ?? 0) + 1;
  return keys;
}

const firstKey = (hunk: Hunk, token: number) => hunk.tokens[token]?.text[0];

/** Returns the run's clock for what grows harder with time. In a relaxed run it goes at half speed, like all the rest. */
const clockAt = (state: FullState, at: number) => Math.floor(at / paceOf(state.plan.mode));

/** Returns the fewest keys of a bug that appears at `at`. */
const leastKeysAt = (state: FullState, at: number) =>
  tokensAt(balanceOf(state.plan.difficulty), clockAt(state, at)) * KEYS_PER_TOKEN;

/** The most keys of a bug of wave 1, in percent of the fewest keys of any bug, if the deck has such code. */
const OPENING = 250;

/** Whether a first bug may carry the hunk: it is fixed soon, and it is no comment. */
const opens = (state: FullState, { code, tokens }: Hunk, at: number) =>
  100 * countKeys(tokens) <= OPENING * leastKeysAt(state, at) && !/^(#|\/[/*]|""")/.test(code);

/**
 * Takes the first hunk from the deck whose first key differs from those of the bugs on the field, if there is one; in
 * wave 1 the first of them that `opens` the run. Returns none if the plan has nothing to type.
 */
function deal(state: FullState, at: number): Hunk | undefined {
  const { deck } = state;
  refill(state.plan, deck, state.cursor, leastKeysAt(state, at));
  const taken = new Set(state.bugs.map((bug) => firstKey(bug, bug.next)));
  const free = deck.filter((hunk) => !taken.has(firstKey(hunk, 0)));
  const opening = state.wave === 1 ? free.find((hunk) => opens(state, hunk, at)) : undefined;
  const hunk = opening ?? free[0] ?? deck[0];
  return hunk && deck.splice(deck.indexOf(hunk), 1)[0];
}

/** The kinds in the order of a draw of eight; what the wave does not have yet is an ordinary bug. */
const DRAWN: readonly Kind[] = [
  "syntax",
  "syntax",
  "syntax",
  "null",
  "race",
  "leak",
  "regression",
  "bug",
];

/** The most keys of a syntax error and a null pointer, in percent of the fewest keys of any bug. */
const SHORT = 140;
/** Any number: apart from it, a hunk's draw would be the first of the plan's own. */
const KIND_SALT = 0x51ed;

/**
 * Returns the kind of a bug that carries `hunk`. It is drawn from the plan and the code alone, so that everybody who plays
 * a plan meets the same kind at the same code; what a wave does not have yet, and what the field has no room for, is an
 * ordinary bug.
 */
function kindOf(state: FullState, hunk: Hunk, at: number): Kind {
  const place = (hunk.snippets[0] ?? 0) * 4_096 + hunk.line;
  const kind = DRAWN[draw(nextState(nextState(state.plan.seed ^ place) ^ KIND_SALT), DRAWN.length)];
  if (!kind || KINDS[kind].from > state.wave) return "bug";
  const isShort = 100 * countKeys(hunk.tokens) <= SHORT * leastKeysAt(state, at);
  if ((kind === "syntax" || kind === "null") && !isShort) return "bug";
  if (kind === "race" && !hasRoomForPair(state)) return "bug";
  // One at a time: what leaks grow scores nothing, and several grow faster than it can be typed.
  if (kind === "leak" && state.bugs.some((bug) => bug.kind === "leak")) return "bug";
  return kind;
}

/** Returns the lane whose last bug appeared the longest ago; of several such lanes a random one. */
function laneFor(state: FullState): number {
  const latest = new Array<number>(LANES).fill(-1);
  for (const bug of state.bugs) latest[bug.lane] = Math.max(latest[bug.lane] ?? -1, bug.spawned_at);
  const oldest = Math.min(...latest);
  const free = latest.flatMap((at, lane) => (at === oldest ? [lane] : []));
  return free[random(state, free.length)] ?? 0;
}

/** Returns a random lane other than the bug's own. */
export const otherLane = (state: FullState, { lane }: FullBug) =>
  (lane + 1 + random(state, LANES - 1)) % LANES;

/**
 * Returns the time that a bug of `kind` gets for its way: a player who types at the wave's speed, one bug after the
 * other, reaches it with some slack.
 *
 * @param keys the bug's own keys and those of everything else on the field
 */
function wayFor(state: FullState, kind: Kind, keys: number): number {
  const { slack } = balanceOf(state.plan.difficulty);
  const ms =
    paceOf(state.plan.mode) * slack.ms +
    Math.floor(((slack.keys + keys) * keyMicrosOf(state)) / 1000);
  return Math.floor((ms * KINDS[kind].way) / 100);
}

const queuedKeys = (state: FullState) => state.bugs.reduce((sum, bug) => sum + keysLeft(bug), 0);

const ACTS_EVERY: Partial<Record<Kind, number>> = { null: JUMP.every, leak: GROWTH.every };

/** Adds a bug at the far end. */
function add(state: FullState, hunk: Hunk, kind: Kind, wave: number, at: number): FullBug {
  const every = ACTS_EVERY[kind];
  state.spawned += 1;
  const bug: FullBug = {
    ...hunk,
    id: state.spawned,
    kind,
    lane: laneFor(state),
    spawned_at: at,
    arrives_at: at,
    departed_at: at,
    next: 0,
    flawed: false,
    pair: null,
    grown: 0,
    returned: false,
    phases_left: 0,
    wave,
    acts_at: every === undefined ? null : at + paceOf(state.plan.mode) * every,
    errors: 0,
    phases: [],
  };
  state.bugs.push(bug);
  depart(state, bug, at, wayFor(state, kind, queuedKeys(state)));
  return bug;
}

function beginWave(state: FullState, at: number, events: GameEvent[] | undefined): void {
  const { difficulty } = state.plan;
  const balance = balanceOf(difficulty);
  state.wave += 1;
  const clock = clockAt(state, at);
  state.pressure = pressureAt(balance, clock, state.shown);
  const boss = state.wave % BOSS_EVERY === 0;
  const bugs = bugsOf(balance, boss, tokensAt(balance, clock), keyMicrosAt(state.pressure));
  state.to_come = bugs;
  state.waves.push({ wave: state.wave, bugs, boss, left: bugs });
  events?.push({ type: "wave", at, wave: state.wave, boss });
}

function addBoss(state: FullState, at: number): FullBug | undefined {
  const { phases, tokens } = balanceOf(state.plan.difficulty).boss;
  const [first, ...rest] = takeBossHunks(state.plan, state.deck, state.cursor, {
    phases,
    leastKeys: leastKeysAt(state, at),
    bossKeys: tokens * KEYS_PER_TOKEN,
  });
  if (!first) return undefined;
  const boss = add(state, first, "boss", state.wave, at);
  boss.phases = rest;
  boss.phases_left = rest.length;
  return boss;
}

/** Whether the rest of the wave and the field have room for both bugs of a race condition. */
function hasRoomForPair(state: FullState): boolean {
  const { mostBugs } = balanceOf(state.plan.difficulty);
  const boss = state.waves.at(-1)?.boss ? 1 : 0;
  return state.to_come - boss >= 2 && state.bugs.length + 2 <= mostBugs;
}

/** Adds the next bug of the wave, or both of a race condition. Returns them; none if the plan has nothing to type. */
function addBugs(state: FullState, at: number): FullBug[] {
  if (state.waves.at(-1)?.boss && state.to_come === 1) {
    const boss = addBoss(state, at);
    return boss ? [boss] : [];
  }
  const hunk = deal(state, at);
  if (!hunk) return [];
  const kind = kindOf(state, hunk, at);
  const bug = add(state, hunk, kind, state.wave, at);
  const other = kind === "race" ? deal(state, at) : undefined;
  if (!other) return [bug];
  const second = add(state, other, kind, state.wave, at);
  bug.pair = second.id;
  second.pair = bug.id;
  return [bug, second];
}

/** Adds the next bugs to the field. Begins the next wave first if the newest one has no more bugs. */
export function spawn(state: FullState, at: number, events: GameEvent[] | undefined): void {
  const balance = balanceOf(state.plan.difficulty);
  state.next_spawn_at = null;
  if (state.bugs.length >= balance.mostBugs) return;
  refill(state.plan, state.deck, state.cursor, leastKeysAt(state, at));
  if (state.deck.length === 0) return;
  if (state.to_come === 0) beginWave(state, at, events);

  const bugs = addBugs(state, at);
  if (bugs.length === 0) return;
  state.to_come -= bugs.length;
  for (const bug of bugs) events?.push({ type: "spawn", at, bug: bug.id });
  const keys = bugs.reduce((sum, bug) => sum + countKeys(bug.tokens), 0);
  const gap = Math.floor((keys * keyMicrosOf(state)) / 1000);
  state.next_spawn_at = at + gap + (state.to_come === 0 ? breathOf(state) : 0);
  hastenSpawn(state, at);
}

const breathOf = ({ plan }: FullState) => paceOf(plan.mode) * BREATH;

/** Lets the next bug appear sooner when there are too few on the field, or room again on one that was full. */
export function hastenSpawn(state: FullState, at: number): void {
  const { together } = balanceOf(state.plan.difficulty);
  const soon = at + (state.to_come === 0 ? breathOf(state) : paceOf(state.plan.mode) * FOLLOW_UP);
  if (state.next_spawn_at === null) state.next_spawn_at = soon;
  else if (state.bugs.length < together) state.next_spawn_at = Math.min(state.next_spawn_at, soon);
}

/** Brings a regression back that was fixed with an error. */
export function bringBack(
  state: FullState,
  bug: FullBug,
  at: number,
  events: GameEvent[] | undefined,
): void {
  const { snippets, line, code, tokens } = bug;
  const hunk = { snippets, line, code, tokens };
  const again = add(state, hunk, "regression", bug.wave, at);
  again.returned = true;
  events?.push({ type: "return", at, bug: again.id });
}

/** Sends a boss back to the far end with its next hunk. */
export function nextPhase(
  state: FullState,
  boss: FullBug,
  at: number,
  events: GameEvent[] | undefined,
): void {
  const hunk = boss.phases.shift();
  if (!hunk) return;
  Object.assign(boss, hunk, { next: 0, flawed: false, phases_left: boss.phases.length });
  depart(state, boss, at, wayFor(state, "boss", queuedKeys(state)));
  events?.push({ type: "phase", at, bug: boss.id, phases_left: boss.phases_left });
}
