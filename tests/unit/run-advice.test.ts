/** What a run cost its player, by typists whose one weakness is known. */
import { describe, expect, it } from "vitest";
import { excessErrors } from "../../app/engine/analysis/advice.ts";
import { analyse } from "../../app/engine/analysis/analysis.ts";
import { groupOf } from "../../app/engine/analysis/key-tallies.ts";
import { currentEngine as engine } from "../../app/engine/current.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { type Bug, type State, targetOf } from "../../app/engine/state.ts";
import { createPlan } from "../support/plans.ts";

/** The moment before a key: how many correct keys there were before, and since the last error. */
interface Moment {
  key: string;
  bug: Bug;
  state: State;
  typed: number;
  sinceError: number;
}

interface Habits {
  /** Milliseconds before a key; 200 by default, which is 60 WPM. */
  gap?(moment: Moment): number;
  /** Whether a wrong key is pressed first; never by default. */
  errs?(moment: Moment): boolean;
  until?: number;
}

const WRONG = "§";

/** Plays and analyses a run, and returns its advice. */
function adviceFor({ gap = () => 200, errs = () => false, until = 150_000 }: Habits) {
  const plan = createPlan({ language: "TYPESCRIPT", difficulty: "NORMAL", mode: "relaxed" });
  const state = engine.start(plan);
  const keys: KeyPress[] = [];
  let [t, typed, sinceError] = [0, 0, Number.POSITIVE_INFINITY];
  const press = (key: string, wait: number) => {
    t += wait;
    keys.push([t, key]);
    engine.press(state, key, t);
  };
  while (t < until && !state.over) {
    const bug = targetOf(state) ?? engine.byDistance(state)[0];
    if (!bug) {
      t = engine.nextMoment(state);
      engine.advance(state, t);
      continue;
    }
    const locked = state.target !== null;
    const key = locked ? engine.expectedKey(state, bug) : (bug.tokens[bug.next]?.text[0] ?? "");
    const moment = { key, bug, state, typed, sinceError };
    if (locked && errs(moment)) {
      press(WRONG, gap(moment));
      sinceError = 0;
    }
    press(key, gap({ ...moment, sinceError }));
    typed += 1;
    sinceError += 1;
  }
  expect(state.over).toBeNull();
  return analyse(engine, { plan, keys, outcome: "quit", endedAt: until }).advice;
}

describe("the advice of a run", () => {
  it("is none for a run of fewer than a hundred keys", () => {
    expect(adviceFor({ until: 15_000, errs: ({ typed }) => typed % 5 === 0 })).toBeNull();
    expect(adviceFor({ until: 40_000 })).not.toBeNull();
  });

  it("is empty for a typist without a weakness", () => {
    expect(adviceFor({})).toEqual([]);
    expect(adviceFor({ errs: ({ typed }) => typed % 40 === 0 })).toEqual([]);
  });

  it("is to type steadier when fewer than 95% of keys were right, with the cost of an error", () => {
    const advice = adviceFor({ errs: ({ typed }) => typed % 12 === 0 });
    expect(advice).toHaveLength(1);
    // Every wrong key costs its own 200 ms and no more.
    expect(advice?.[0]).toMatchObject({ kind: "accuracy", error_ms: expect.closeTo(200, -1) });
    expect(advice?.[0]).toHaveProperty("accuracy", expect.closeTo((12 / 13) * 100, 0));
  });

  it("names the kind of key that went worse than the others", () => {
    let brackets = 0;
    const errs = ({ key }: Moment) => {
      if (!"()[]{}<>".includes(key)) return false;
      brackets += 1;
      return brackets % 3 === 0;
    };
    const advice = adviceFor({ errs });
    expect(advice).toMatchObject([
      { kind: "keys", group: "brackets", accuracy: expect.closeTo(75, -1), elsewhere: 100 },
    ]);
  });

  it("names the kind of bug that went worse than the others", () => {
    const advice = adviceFor({
      errs: ({ bug, typed }) => bug.kind === "syntax" && typed % 3 === 0,
    });
    expect(advice).toMatchObject([{ kind: "bug", bug: "syntax", elsewhere: 100 }]);
    expect(advice?.[0]).toHaveProperty("accuracy", expect.closeTo(75, -1));
  });

  it("says that errors came late, but not that they came early", () => {
    const late = adviceFor({ errs: ({ state, typed }) => state.now > 75_000 && typed % 15 === 0 });
    expect(late).toMatchObject([{ kind: "late_errors", elsewhere: 100 }]);
    const early = adviceFor({ errs: ({ state, typed }) => state.now < 75_000 && typed % 15 === 0 });
    expect(early).toEqual([]);
  });

  it("says that the pace did not last, with the WPM of both halves", () => {
    const advice = adviceFor({ gap: ({ state }) => (state.now > 75_000 ? 300 : 200) });
    expect(advice).toMatchObject([{ kind: "fading" }]);
    const [fading] = advice ?? [];
    if (fading?.kind !== "fading") throw new Error("no such advice");
    expect(fading.second_wpm).toBeLessThan(0.9 * fading.first_wpm);
    expect(fading.lost_ms).toBeCloseTo(75_000 * (1 - fading.second_wpm / fading.first_wpm), 6);
    // Half a minute is too short for that.
    expect(
      adviceFor({ gap: ({ state }) => (state.now > 25_000 ? 300 : 200), until: 50_000 }),
    ).toEqual([]);
  });

  it("says that keys after an error are slow, if not too many keys were wrong", () => {
    const slow = (every: number) =>
      adviceFor({
        errs: ({ typed }) => typed % every === 0,
        gap: ({ sinceError }) => (sinceError < 5 ? 600 : 200),
      });
    expect(slow(40)).toMatchObject([
      {
        kind: "after_errors",
        usual_ms: expect.closeTo(200, -1),
        after_ms: expect.closeTo(640, -1),
      },
    ]);
    expect(slow(12)?.map(({ kind }) => kind)).toEqual(["accuracy"]);
  });

  it("is at most three pieces, the costliest first", () => {
    const advice = adviceFor({
      errs: ({ key, state, typed }) =>
        /[A-Z0-9"'`]/.test(key) ||
        "()[]{}<>".includes(key) ||
        (state.now > 75_000 && typed % 9 === 0),
      gap: ({ state }) => (state.now > 75_000 ? 320 : 200),
    });
    expect(advice).toHaveLength(3);
    const costs = advice?.map(({ lost_ms }) => lost_ms) ?? [];
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(costs.every((cost) => cost > 0)).toBe(true);
  });
});

describe("errors beyond chance", () => {
  const all = { hits: 970, misses: 30, errors: 30 };
  // 100 of 1,000 keys: 3 errors are expected, give or take 1.64, so that 8 are beyond chance.
  const part = (errors: number) => ({ hits: 100 - errors, misses: errors, errors });

  it.each([
    [3, 0],
    [7, 0],
    [8, 8 - (22 * 100) / 900],
    [30, 30],
  ])("of a tenth of the keys with %i of 30 errors are %d", (errors, excess) => {
    expect(excessErrors(all, part(errors))).toBeCloseTo(excess, 9);
  });

  it("are none below five errors, and where the part is the whole run", () => {
    expect(excessErrors({ hits: 996, misses: 4, errors: 4 }, part(4))).toBe(0);
    expect(excessErrors(all, all)).toBe(0);
  });
});

describe("the group of a key", () => {
  it.each([
    ["letters", "az"],
    ["capitals", "AZ"],
    ["digits", "09"],
    ["brackets", "()[]{}<>"],
    ["quotes", "\"'`"],
    ["operators", "=+-.,:;!?&|$_#@/\\%^~*"],
    ["blanks", " "],
  ])("%s has %s", (group, keys) => {
    for (const key of keys) expect(groupOf(key), key).toBe(group);
  });

  it("of Enter is blanks", () => {
    expect(groupOf("Enter")).toBe("blanks");
  });
});
