import { describe, expect, it } from "vitest";
import { lossesOf, weakKeys } from "../../../app/engine/keystrokes/losses.ts";
import {
  emptySums,
  type KeySum,
  type KeystrokeSums,
  totalOf,
} from "../../../app/engine/keystrokes/sums.ts";
import { draw, nextState } from "../../../app/engine/rng.ts";

const sum = (presses: number, ms: number, errors = 0): KeySum => ({
  presses,
  errors,
  timed: presses,
  ms: presses * ms,
});

const sumsOf = (keys: Record<string, KeySum>, recovery_ms = 0): KeystrokeSums => ({
  ...emptySums(),
  keys: new Map(Object.entries(keys)),
  recovery_ms,
});

const NOBODY = emptySums();

describe("what a key costs", () => {
  it("is its share of 1,000 keys, times what it takes longer than usual", () => {
    // 30 presses of the usual 110 ms are added to 100 of 200 ms: (20,000 + 3,300) / 130 = 179.2 ms.
    const { keys, usual_ms } = lossesOf(sumsOf({ a: sum(900, 100), b: sum(100, 200) }), NOBODY);
    expect(usual_ms).toBe(110);
    expect(keys[0]).toMatchObject({ key: "b", presses: 100, errors: 0, mean_ms: 200 });
    expect(keys[0]?.lost_ms).toBeCloseTo(0.1 * 1_000 * (23_300 / 130 - 110), 6);
    expect(keys[1]?.lost_ms).toBeLessThan(0);
  });

  it("has the time after its errors", () => {
    const sums = sumsOf({ a: sum(500, 100), b: sum(500, 100, 50) }, 50 * 400);
    const { keys, recovery_ms } = lossesOf(sums, NOBODY);
    expect(recovery_ms).toBe(400);
    // Errors a press are shrunk towards the player's own 5 %, and compared with them: (50 + 1.5) / 530.
    expect(keys[0]?.key).toBe("b");
    expect(keys[0]?.lost_ms).toBeCloseTo(500 * (51.5 / 530 - 0.05) * 400, 6);
  });

  it("is estimated as everybody's at the player's own speed, while it was hardly pressed", () => {
    const everybody = sumsOf({ a: sum(9_000, 200), "~": sum(1_000, 400) });
    const slowForAll = lossesOf(sumsOf({ a: sum(1_000, 100), "~": sum(1, 2_000) }), everybody);
    const tilde = slowForAll.keys.find(({ key }) => key === "~");
    // One press of 2 s counts as one of 31.
    expect(tilde?.mean_ms).toBe(2_000);
    expect((tilde?.lost_ms ?? 0) / 100).toBeLessThan(200);
  });

  it("names Enter, and pairs by their two characters", () => {
    const sums = sumsOf({ "\n": sum(40, 300), a: sum(400, 100) });
    sums.pairs.set("a\n", sum(40, 300));
    const losses = lossesOf(sums, NOBODY);
    expect(losses.keys[0]?.key).toBe("Enter");
    expect(losses.pairs[0]).toMatchObject({ pair: "a\n", presses: 40 });
  });

  it("is nothing without a key, and never NaN", () => {
    expect(lossesOf(NOBODY, NOBODY)).toEqual({
      ...{ keys: [], pairs: [], token_kinds: [] },
      ...{ recovery_ms: null, usual_ms: null },
    });
    const onlyErrors = lossesOf(sumsOf({ a: { presses: 0, errors: 3, timed: 0, ms: 0 } }), NOBODY);
    expect(onlyErrors.keys).toEqual([
      { key: "a", presses: 0, errors: 3, timed: 0, mean_ms: null, lost_ms: 0 },
    ]);
  });
});

/** What a newcomer typed: slow at brackets, and faster than usual at letters. */
const NEWCOMER = {
  " ": sum(120, 205),
  e: sum(70, 200),
  j: sum(8, 194),
  m: sum(34, 189),
  "(": sum(28, 427, 3),
  ")": sum(27, 425, 2),
  ":": sum(15, 386),
  "}": sum(9, 389),
};
const costOf = (population: KeystrokeSums) => {
  const { keys } = lossesOf(sumsOf(NEWCOMER, 5 * 360), population);
  return new Map(keys.map(({ key, lost_ms }) => [key, lost_ms]));
};

describe("what all players type", () => {
  const everybody = (keys: Record<string, KeySum>) => sumsOf({ e: sum(20_000, 200, 400), ...keys });

  it("never makes a key that is faster and cleaner than usual lose, nor a slower one gain", () => {
    const cost = costOf(
      everybody({
        j: sum(2_000, 420, 300),
        m: sum(2_000, 400, 200),
        "}": sum(2_000, 150),
        "(": sum(2_000, 250),
      }),
    );
    expect(cost.get("j")).toBeLessThanOrEqual(0);
    expect(cost.get("m")).toBeLessThanOrEqual(0);
    expect(cost.get("}")).toBeGreaterThanOrEqual(0);
    expect(cost.get("(")).toBeGreaterThan(0);
  });

  it("counts nothing while it is a few thousand keys, because those may be the player's own", () => {
    expect(costOf(sumsOf({ e: sum(8_000, 100), j: sum(900, 900, 90) }))).toEqual(costOf(NOBODY));
  });

  it("is shrunk itself: two presses of everybody at a rare key say next to nothing", () => {
    const rare = (presses: number) =>
      costOf(everybody({ ":": sum(presses, 1_000), x: sum(2_000 - presses, 200) })).get(":") ?? 0;
    const perShare = (presses: number) => rare(presses) / (presses / 22_000);
    // Of 32 presses with those 30 at the usual time, against 1,030.
    expect(perShare(2)).toBeLessThan(0.6 * perShare(1_000));
  });

  it("scales with the player: everybody twice as slow at all keys changes nothing", () => {
    const fast = everybody({ "(": sum(1_000, 300, 40) });
    const slow = sumsOf({ e: sum(20_000, 400, 400), "(": sum(1_000, 600, 40) });
    for (const [key, lost] of costOf(fast)) expect(costOf(slow).get(key)).toBeCloseTo(lost, 6);
  });

  it("leaves every key on the side of the usual on which it was measured", () => {
    let state = 7;
    const below = (bound: number) => {
      state = nextState(state);
      return draw(state, bound);
    };
    const drawn = (most: number) =>
      Object.fromEntries(
        [..."abcdefgh"].map((key) => [key, sum(1 + below(most), 80 + below(400), below(9))]),
      );
    for (let round = 0; round < 500; round += 1) {
      const sums = sumsOf(drawn(90), 3_000);
      const total = totalOf(sums);
      const usual = { ms: total.ms / total.timed, errors: total.errors / total.presses };
      const { keys } = lossesOf(sums, sumsOf(drawn(6_000)));
      for (const { key, presses, errors, mean_ms, lost_ms } of keys) {
        const isSlow = (mean_ms ?? 0) > usual.ms;
        const isWrong = errors / presses > usual.errors;
        if (!isSlow && !isWrong) expect(lost_ms, key).toBeLessThanOrEqual(0);
        if (isSlow && isWrong) expect(lost_ms, key).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe("weak keys", () => {
  it("are those of a newcomer that cost most, though none was pressed 30 times", () => {
    expect(weakKeys(lossesOf(sumsOf(NEWCOMER, 5 * 360), NOBODY))).toEqual(["(", ")", ":"]);
  });

  it("are not made by the chance of two presses", () => {
    const sums = sumsOf({ a: sum(300, 100), "~": sum(2, 1_500), "^": sum(2, 100, 1) });
    expect(weakKeys(lossesOf(sums, NOBODY))).toEqual([]);
  });

  it("are the three that cost most", () => {
    const slow = (presses: number, ms: number) => sum(presses, ms);
    const sums = sumsOf({
      a: slow(5_000, 100),
      b: slow(100, 200),
      c: slow(100, 300),
      d: slow(100, 400),
      e: slow(100, 500),
      // Few presses are shrunk more, and make a smaller share.
      f: slow(10, 900),
    });
    expect(weakKeys(lossesOf(sums, NOBODY))).toEqual(["e", "d", "c"]);
  });

  it("are none for a player who types all keys alike", () => {
    expect(weakKeys(lossesOf(sumsOf({ a: sum(100, 100), b: sum(100, 100) }), NOBODY))).toEqual([]);
  });
});
