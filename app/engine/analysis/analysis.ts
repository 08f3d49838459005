/** The analysis of a run's key log: its pace, where errors were made, and what they cost. */
import type { Engine } from "../engine.ts";
import { type GamePress, GamePresses } from "../keystrokes/game-presses.ts";
import type { Plan } from "../plan.ts";
import { type RecordedRun, replayRun } from "../replay.ts";
import type { Kind } from "../state.ts";
import { tokenize } from "../tokens.ts";
import { type RunAdvice, runAdvice } from "./advice.ts";
import { KeyTallies } from "./key-tallies.ts";

/** The speed and the errors in one stretch of a run. */
export interface Pace {
  /** Milliseconds since the start. */
  from: number;
  to: number;
  /** The number of correct keys, and of wrong ones. */
  keys: number;
  errors: number;
  /** Bugs that reached production. */
  hits: number;
}

/** Wrong keys in one token. `from` and `to` are its columns, `to` excluded. Lines and columns count from 0. */
export interface HotSpot {
  line: number;
  from: number;
  to: number;
  errors: number;
}

/** A snippet with wrong keys, and their places in it. */
export interface HotSnippet {
  category: string;
  code: string;
  errors: number;
  spots: HotSpot[];
}

/** A key that the player often missed. */
export interface MissedKey {
  key: string;
  errors: number;
  /** The key that was pressed in its place most often. */
  instead: string;
}

/** The bugs of one kind that reached production. */
export interface Outage {
  kind: Kind;
  count: number;
  /** The integrity that they took. */
  damage: number;
}

/** The analysis of a run's key log. */
export interface Analysis {
  /** What ended the run: the kinds that got through, the costliest first. */
  outages: Outage[];
  /** At most three, the costliest first; null for a run with too few keys. */
  advice: RunAdvice[] | null;
  pace: Pace[];
  /** The snippets with the most wrong keys, at most three, the worst first. */
  snippets: HotSnippet[];
  /** Wrong keys in other code: in other snippets, and in what memory leaks grew. */
  elsewhere: number;
  /** Wrong keys while no bug was locked. */
  astray: number;
  /** The keys missed most often, at most five, the most missed first. */
  keys: MissedKey[];
}

/** In milliseconds. The pace of shorter stretches depends more on the words than on the player. */
const SHORTEST_STRETCH = 6_000;
const MAX_STRETCHES = 40;
const MAX_SNIPPETS = 3;
const MAX_MISSED_KEYS = 5;

function stretches(length: number): Pace[] {
  const count = Math.max(1, Math.min(MAX_STRETCHES, Math.floor(length / SHORTEST_STRETCH)));
  const bound = (index: number) => Math.round((length * index) / count);
  return Array.from({ length: count }, (_, index) => {
    return { from: bound(index), to: bound(index + 1), keys: 0, errors: 0, hits: 0 };
  });
}

/** Returns the column after a token of `text` that begins at `column`. */
const endOfToken = (text: string, column: number) =>
  column + (tokenize(text.slice(column))[0]?.text.length ?? 0);

function hottestSnippets(misses: readonly GamePress[], plan: Plan) {
  const found = new Map<number, HotSnippet>();
  let inNone = 0;
  for (const { token } of misses) {
    const snippet = token && plan.snippets[token.snippet];
    if (!snippet) {
      inNone += 1;
      continue;
    }
    const { category, snippet_text: code } = snippet;
    const hot = found.get(token.snippet) ?? { category, code, errors: 0, spots: [] };
    found.set(token.snippet, hot);
    hot.errors += 1;
    const { line, column: from } = token;
    const known = hot.spots.find((spot) => spot.line === line && spot.from === from);
    if (known) known.errors += 1;
    else {
      const to = endOfToken(code.split("\n")[line] ?? "", from);
      hot.spots.push({ line, from, to, errors: 1 });
    }
  }
  const ranked = [...found.values()].sort((a, b) => b.errors - a.errors);
  const rest = ranked.slice(MAX_SNIPPETS);
  return {
    snippets: ranked.slice(0, MAX_SNIPPETS),
    elsewhere: rest.reduce((sum, { errors }) => sum + errors, inNone),
  };
}

const most = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1]);

function missedKeys(misses: readonly GamePress[]): MissedKey[] {
  const byKey = new Map<string, Map<string, number>>();
  for (const { expected, typed } of misses) {
    const instead = byKey.get(expected) ?? new Map<string, number>();
    byKey.set(expected, instead.set(typed, (instead.get(typed) ?? 0) + 1));
  }
  return [...byKey]
    .map(([key, instead]) => ({
      key,
      errors: [...instead.values()].reduce((sum, count) => sum + count, 0),
      instead: most(instead)[0]?.[0] ?? "",
    }))
    .sort((a, b) => b.errors - a.errors)
    .slice(0, MAX_MISSED_KEYS);
}

/**
 * Replays a run and analyses it. As fast as verification: 20,000 keys take some milliseconds.
 *
 * @param onPress is called with each press, for what is computed from the same replay
 */
export function analyse(
  engine: Engine,
  run: RecordedRun,
  onPress?: (press: GamePress) => void,
): Analysis {
  const { plan, endedAt } = run;
  const pace = stretches(endedAt);
  const presses = new GamePresses(engine, plan);
  const misses: GamePress[] = [];
  const outages = new Map<Kind, Outage>();
  const tallies = new KeyTallies(engine, endedAt);
  replayRun(engine, run, (state, events, pressed = "") => {
    tallies.visit(state, events, pressed);
    const press = presses.visit(state, events, pressed);
    if (press) onPress?.(press);
    if (press && press.typed !== press.expected) misses.push(press);
    for (const event of events) {
      const share = Math.floor((event.at / Math.max(endedAt, 1)) * pace.length);
      const stretch = pace[Math.min(share, pace.length - 1)];
      if (!stretch) continue;
      if (event.type === "key") stretch.keys += 1;
      else if (event.type === "arrival") {
        stretch.hits += 1;
        const { count, damage } = outages.get(event.kind) ?? { count: 0, damage: 0 };
        const { kind } = event;
        outages.set(kind, { kind, count: count + 1, damage: damage + event.damage });
      } else if (event.type === "miss") stretch.errors += 1;
    }
  });
  const advice = runAdvice(tallies, endedAt);
  const { astray } = presses;
  const costliest = [...outages.values()].sort((a, b) => b.damage - a.damage);
  return {
    outages: costliest,
    advice,
    pace,
    ...hottestSnippets(misses, plan),
    astray,
    keys: missedKeys(misses),
  };
}
