/** Counts keystrokes in the plainest way, to compare the statistics with. */
import { COMMON_PAIRS } from "../../app/.server/practice/keystrokes/common-pairs.ts";
import { streamOf } from "../../app/engine/drills/windows.ts";
import type { Engine } from "../../app/engine/engine.ts";
import type { Language, Plan } from "../../app/engine/plan.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { type GameEvent, targetOf } from "../../app/engine/state.ts";

export interface OraclePress {
  t: number;
  expected: string;
  typed: string;
  /** Presses of different numbers have a start, another bug or a power between them. */
  stretch: number;
}

/** Sums by name, such as `key a presses` or `pair =>\u0020errors`. */
export type OracleSums = Map<string, number>;

export function add(sums: OracleSums, name: string, amount: number): void {
  const sum = (sums.get(name) ?? 0) + amount;
  if (sum === 0) sums.delete(name);
  else sums.set(name, sum);
}

const character = (key: string) => (key === "Enter" ? "\n" : key);

/** Adds up presses, times `sign`. */
export function sumPresses(
  presses: readonly OraclePress[],
  language: Language,
  sums: OracleSums,
  sign = 1,
): void {
  let erredAt: number | undefined;
  for (const [index, { t, expected, typed, stretch }] of presses.entries()) {
    const last = presses[index - 1];
    const before =
      last && last.stretch === stretch && last.typed === last.expected ? last : undefined;
    if (last?.stretch !== stretch) erredAt = undefined;
    const names = [`key ${character(expected)}`];
    const pair = before && character(before.expected) + character(expected);
    if (pair && COMMON_PAIRS[language].has(pair)) names.push(`pair ${pair}`);
    for (const name of names) {
      if (typed !== expected) {
        add(sums, `${name} errors`, sign);
        continue;
      }
      if (name.startsWith("key")) add(sums, `${name} presses`, sign);
      const gap = t - (before?.t ?? 0);
      if (!before || gap < 20 || gap > 2_000) continue;
      add(sums, `${name} timed`, sign);
      add(sums, `${name} ms`, sign * gap);
    }
    if (typed !== expected) {
      add(sums, `confusion ${character(expected)}${character(typed)}`, sign);
      erredAt ??= t;
    } else if (erredAt !== undefined) {
      add(sums, "recovery ms", sign * Math.min(2_000, t - erredAt));
      erredAt = undefined;
    }
  }
}

/** Returns the presses of a drill. */
export function drillPresses(texts: readonly string[], log: readonly KeyPress[]): OraclePress[] {
  const due = texts.map(streamOf).join("\n");
  let next = 0;
  return log.map(([t, typed]) => {
    const expected = due[next] === "\n" ? "Enter" : (due[next] ?? "");
    if (typed === expected) next += 1;
    return { t, expected, typed, stretch: 0 };
  });
}

/** Returns the presses of a run for which a key was due. */
export function gamePresses(engine: Engine, plan: Plan, log: readonly KeyPress[]): OraclePress[] {
  const state = engine.start(plan);
  const presses: OraclePress[] = [];
  let stretch = 0;
  for (const [t, typed] of log) {
    const passed: GameEvent[] = [];
    engine.advance(state, t, passed);
    if (passed.some(({ type }) => type === "release" || type === "arrival")) stretch += 1;
    const target = targetOf(state);
    const expected = target ? engine.expectedKey(state, target) : typed;
    const events: GameEvent[] = [];
    engine.press(state, typed, t, events);
    const has = (type: GameEvent["type"]) => events.some((event) => event.type === type);
    if (has("lock")) stretch += 1;
    const isPress = events.some(
      (event) => event.type === "key" || (event.type === "miss" && event.bug !== null),
    );
    if (isPress) presses.push({ t, expected, typed, stretch });
    if (["kill", "phase", "release", "power"].some((type) => has(type as GameEvent["type"])))
      stretch += 1;
  }
  return presses;
}
