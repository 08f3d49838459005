/** The analysis of a run's key log: its pace, where errors were made, and what they cost. */
import type { Engine } from "../engine.ts";
import type { Plan } from "../plan.ts";
import { type RecordedRun, replayRun } from "../replay.ts";
import type { Bug } from "../state.ts";
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

/** The analysis of a run's key log. */
export interface Analysis {
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

/** A wrong key: the bug, the token in it, the key that was expected, and the key that was pressed. */
interface Miss {
  bug: Bug;
  token: number;
  wanted: string;
  pressed: string;
}

function stretches(length: number): Pace[] {
  const count = Math.max(1, Math.min(MAX_STRETCHES, Math.floor(length / SHORTEST_STRETCH)));
  const bound = (index: number) => Math.round((length * index) / count);
  return Array.from({ length: count }, (_, index) => {
    return { from: bound(index), to: bound(index + 1), keys: 0, errors: 0, hits: 0 };
  });
}

/** Returns the snippet of the plan and the line in it from which a line of a bug's code comes. */
function sourceOf({ snippets, line: first }: Bug, line: number, plan: Plan) {
  let rest = first + line;
  for (const index of snippets) {
    const lines = (plan.snippets[index]?.snippet_text ?? "").trimEnd().split("\n").length;
    if (rest < lines) return { index, line: rest };
    // A boss has several snippets, separated by a blank line.
    rest -= lines + 1;
  }
  return undefined;
}

/** Returns the columns of a missed token in its snippet, whose indentation may differ from the bug's. */
function spotOf({ bug, token }: Miss, plan: Plan) {
  // What a memory leak grew is in no snippet.
  const wanted = token < bug.tokens.length - bug.grown ? bug.tokens[token] : undefined;
  const source = wanted && sourceOf(bug, wanted.line, plan);
  if (!source) return undefined;
  const place = bug.tokens.slice(0, token).filter(({ line }) => line === wanted.line).length;
  const text = plan.snippets[source.index]?.snippet_text.split("\n")[source.line] ?? "";
  const { column = 0 } = tokenize(text)[place] ?? {};
  return { ...source, from: column, to: column + wanted.text.length };
}

function hottestSnippets(misses: readonly Miss[], plan: Plan) {
  const found = new Map<number, HotSnippet>();
  let inNone = 0;
  for (const miss of misses) {
    const spot = spotOf(miss, plan);
    const snippet = spot && plan.snippets[spot.index];
    if (!snippet) {
      inNone += 1;
      continue;
    }
    const { category, snippet_text: code } = snippet;
    const hot = found.get(spot.index) ?? { category, code, errors: 0, spots: [] };
    found.set(spot.index, hot);
    hot.errors += 1;
    const known = hot.spots.find(({ line, from }) => line === spot.line && from === spot.from);
    if (known) known.errors += 1;
    else hot.spots.push({ line: spot.line, from: spot.from, to: spot.to, errors: 1 });
  }
  const ranked = [...found.values()].sort((a, b) => b.errors - a.errors);
  const rest = ranked.slice(MAX_SNIPPETS);
  return {
    snippets: ranked.slice(0, MAX_SNIPPETS),
    elsewhere: rest.reduce((sum, { errors }) => sum + errors, inNone),
  };
}

const most = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1]);

function missedKeys(misses: readonly Miss[]): MissedKey[] {
  const byKey = new Map<string, Map<string, number>>();
  for (const { wanted, pressed } of misses) {
    const instead = byKey.get(wanted) ?? new Map<string, number>();
    byKey.set(wanted, instead.set(pressed, (instead.get(pressed) ?? 0) + 1));
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

/** Replays a run and analyses it. As fast as verification: 20,000 keys take some milliseconds. */
export function analyse(engine: Engine, run: RecordedRun): Analysis {
  const { plan, endedAt } = run;
  const pace = stretches(endedAt);
  const misses: Miss[] = [];
  let astray = 0;
  const tallies = new KeyTallies(engine, endedAt);
  replayRun(engine, run, (state, events, pressed = "") => {
    tallies.visit(state, events, pressed);
    for (const event of events) {
      const share = Math.floor((event.at / Math.max(endedAt, 1)) * pace.length);
      const stretch = pace[Math.min(share, pace.length - 1)];
      if (!stretch) continue;
      if (event.type === "key") stretch.keys += 1;
      else if (event.type === "arrival") stretch.hits += 1;
      else if (event.type === "miss") {
        stretch.errors += 1;
        const bug = state.bugs.find(({ id }) => id === event.bug);
        if (!bug) astray += 1;
        else {
          const wanted = engine.expectedKey(state, bug);
          // A copy, because a boss goes on with another hunk.
          misses.push({ bug: { ...bug }, token: bug.next, wanted, pressed });
        }
      }
    }
  });
  const advice = runAdvice(tallies, endedAt);
  return { advice, pace, ...hottestSnippets(misses, plan), astray, keys: missedKeys(misses) };
}
