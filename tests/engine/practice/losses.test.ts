import { describe, expect, it } from "vitest";
import { LEAST_PRESSES, lossesOf, weakKeys } from "../../../app/engine/keystrokes/losses.ts";
import { emptySums, type KeySum, type KeystrokeSums } from "../../../app/engine/keystrokes/sums.ts";

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
    // Errors a press are shrunk towards the player's own 5 %: (50 + 1.5) / 530.
    expect(keys[0]?.key).toBe("b");
    expect(keys[0]?.lost_ms).toBeCloseTo(500 * (51.5 / 530) * 400, 6);
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
      { key: "a", presses: 0, errors: 3, mean_ms: null, lost_ms: 0 },
    ]);
  });
});

describe("weak keys", () => {
  it("are the three that cost most, of those that were pressed often enough", () => {
    const slow = (presses: number, ms: number) => sum(presses, ms);
    const sums = sumsOf({
      a: slow(5_000, 100),
      b: slow(100, 200),
      c: slow(100, 300),
      d: slow(100, 400),
      e: slow(100, 500),
      f: slow(LEAST_PRESSES - 1, 900),
    });
    expect(weakKeys(lossesOf(sums, NOBODY))).toEqual(["e", "d", "c"]);
  });

  it("are none for a player who types all keys alike", () => {
    expect(weakKeys(lossesOf(sumsOf({ a: sum(100, 100), b: sum(100, 100) }), NOBODY))).toEqual([]);
  });
});
