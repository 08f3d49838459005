/** Copies of runs are found, and honest runs of one plan are not taken for copies. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fingerprintOf, likenessOf } from "../../app/.server/games/plausibility/likeness.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { copyOf } from "../support/people/copies.ts";
import { playAs } from "../support/people/model.ts";
import { drawPerson } from "../support/people/person.ts";
import { createPlan } from "../support/plans.ts";

/** `npm run bench:plausibility` compares more of them. */
const RUNS = Number(process.env.PLAUSIBILITY_PEOPLE ?? 60);
const PLANS = process.env.PLAUSIBILITY_PEOPLE ? 40 : 6;
const LONG_MS = 900_000;
/** A copy that came out of step with its bugs has typed too little of the code to be compared, and scores nothing. */
const COMPARABLE = 80;
const UNTIL = 150_000;

const personOf = (seed: number) => {
  const person = drawPerson(seed);
  return { ...person, wpm: Math.max(45, person.wpm) };
};
const planOf = (seed: number) => createPlan({ seed, difficulty: "NORMAL" });
const runOf = (person: number, plan: number, seed = person) =>
  playAs(personOf(person), planOf(plan), { until: UNTIL, seed });
const fingerprint = (run: ReturnType<typeof runOf>) => fingerprintOf(currentEngine, run);

vi.setConfig({ testTimeout: LONG_MS });

const seeds = fc.integer({ min: 1, max: 2 ** 24 });

/** Compares a run with each of its copies. Returns the shares of found and of comparable copies. */
function findCopies(options: fc.Arbitrary<{ scale?: number; jitter?: number }>, runs = RUNS) {
  let found = 0;
  let comparable = 0;
  const one = ([person, plan, copy]: [number, number, { scale?: number; jitter?: number }]) => {
    const run = runOf(person, plan);
    const likeness = likenessOf(
      fingerprint(run),
      fingerprint(copyOf(run, { ...copy, seed: person })),
    );
    if (likeness.places < COMPARABLE) return;
    comparable += 1;
    if (likeness.alike) found += 1;
  };
  for (const drawn of fc.sample(fc.tuple(seeds, seeds, options), { numRuns: runs, seed: 7 }))
    one(drawn);
  return { found: found / comparable, comparable: comparable / runs };
}

describe("the likeness of runs of one plan", () => {
  it("takes at most 256 bytes a run", () => {
    fc.assert(
      fc.property(seeds, seeds, (person, plan) => {
        expect(fingerprint(runOf(person, plan)).length).toBeLessThanOrEqual(256);
      }),
      { numRuns: 10 },
    );
  });

  it("finds every copy", () => {
    const { found, comparable } = findCopies(fc.constant({}));
    console.log(`copies found: ${found}, of ${comparable} that can be compared`);
    expect(found).toBe(1);
    expect(comparable).toBeGreaterThan(0.95);
  });

  it("finds copies whose keys were moved by up to 15 ms", () => {
    const { found, comparable } = findCopies(fc.constant({ jitter: 15 }));
    console.log(`moved copies found: ${found}, of ${comparable} that can be compared`);
    expect(found).toBeGreaterThan(0.97);
    expect(comparable).toBeGreaterThan(0.95);
  });

  it("finds copies that were hurried or slowed by up to a quarter", () => {
    const scale = fc.double({ min: 0.8, max: 1.25, noNaN: true });
    const { found, comparable } = findCopies(fc.record({ scale }));
    console.log(`scaled copies found: ${found}, of ${comparable} that can be compared`);
    expect(found).toBeGreaterThan(0.97);
    expect(comparable).toBeGreaterThan(0.75);
  });

  it("finds no likeness between two people, nor between two runs of one person", () => {
    const people: number[] = [];
    const selves: number[] = [];
    let alike = 0;
    for (let plan = 1; plan <= PLANS; plan += 1) {
      const ids = Array.from({ length: 12 }, (_, i) => plan * 1_000 + i * 7);
      const prints = ids.map((id) => fingerprint(runOf(id, plan * 31)));
      ids.forEach((id, i) => {
        const self = likenessOf(
          prints[i] as Uint8Array,
          fingerprint(runOf(id, plan * 31, id + 500_000)),
        );
        selves.push(self.r);
        const others = prints
          .slice(0, i)
          .map((print) => likenessOf(prints[i] as Uint8Array, print));
        people.push(...others.map(({ r }) => r));
        alike += [self, ...others].filter((likeness) => likeness.alike).length;
      });
    }
    const most = (values: number[]) => Math.max(...values).toFixed(2);
    console.log(
      `likeness of two people at most ${most(people)} in ${people.length} pairs, of two runs of one person ${most(selves)} in ${selves.length}`,
    );
    expect(alike).toBe(0);
  });

  it("tells nothing of runs that have little in common", () => {
    const short = playAs(personOf(3), planOf(3), { until: 8_000, seed: 3 });
    const one = fingerprint(short);
    expect(likenessOf(one, one)).toMatchObject({ alike: false });
  });
});
