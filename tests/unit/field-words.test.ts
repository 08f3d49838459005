/** What the field says of late bugs, of hits, of pairs, of powers and of waves that overlap. */
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import type { Bug, GameEvent, Kind } from "../../app/engine/state.ts";
import { BugRegistry } from "../../app/ui/field/bug-registry.ts";
import { lineOf } from "../../app/ui/field/hud/git-log.ts";
import { nextPowerOf } from "../../app/ui/field/hud/powers-view.ts";
import { WaveTallies } from "../../app/ui/field/hud/wave-tally.ts";
import { isLate } from "../../app/ui/field/late.ts";
import type { StageMessage } from "../../app/ui/field/stage/messages.ts";
import { bugOf, fieldOf } from "../support/field-v2.ts";
import { createPlan } from "../support/plans.ts";

const at = 0;

describe("a bug that can no longer be fixed", () => {
  it("is shown as too late only from the first correct key on", () => {
    const state = fieldOf([{ code: "total = a + b + c + d", arrives_at: 500 }]);
    const bug = bugOf(state, 1);
    expect(currentEngine.canReach(state, bug)).toBe(false);
    expect(isLate(currentEngine, state, bug)).toBe(false);
    currentEngine.press(state, "#", 10);
    expect(isLate(currentEngine, state, bug)).toBe(false);
    currentEngine.press(state, "t", 20);
    expect(isLate(currentEngine, state, bug)).toBe(true);
  });
});

describe("the line of an outage", () => {
  const arrival: GameEvent = { type: "arrival", at, bug: 1, lane: 0, kind: "bug", damage: 6 };

  it("says that the bug was half fixed, which is why it took less", () => {
    expect(lineOf(arrival, () => false)).toEqual(["bad", "outage: bug −6"]);
    expect(lineOf(arrival, () => true)).toEqual(["bad", "outage: bug −6, half fixed"]);
  });

  it("knows that from the tokens that were typed of it", () => {
    const tallies = new WaveTallies();
    const shot = { damage: 1, combo: 1, flawed: false, scored: true };
    tallies.follow({ type: "shot", at, bug: 2, ...shot });
    expect([tallies.isBegun(1), tallies.isBegun(2)]).toEqual([false, true]);
    tallies.clear();
    expect(tallies.isBegun(2)).toBe(false);
  });
});

describe("the pairs of race conditions", () => {
  it("have numbers, which both cards show while both bugs are there", () => {
    const notes = new Map<number, string>();
    const post = (message: StageMessage) => {
      if (message.type === "enter" || message.type === "change")
        notes.set(message.bug.id, message.bug.note);
    };
    const race = (pair: number | null, lane: number) => ({
      ...{ code: "run()", kind: "race" as Kind, arrives_at: 90_000 },
      ...{ pair, lane },
    });
    const state = fieldOf([race(2, 0), race(1, 1), race(4, 2), race(3, 3)]);
    const handlers = { onNear: () => {}, onLate: () => {} };
    const registry = new BugRegistry({ post }, currentEngine, createPlan(), [], handlers);
    registry.setRate(0, 0);
    for (const bug of state.bugs) registry.add(bug, 0);
    expect([...notes.values()]).toEqual(["pair 1", "pair 1", "pair 2", "pair 2"]);
    // One of the first pair is fixed: the other has none any more, and the next pair takes its number.
    registry.remove(1);
    bugOf(state, 2).pair = null;
    state.bugs = state.bugs.filter(({ id }) => id !== 1);
    registry.update(state, true);
    expect(notes.get(2)).toBe("");
    registry.add({ ...bugOf(state, 3), id: 5, pair: 6 }, 0);
    expect([notes.get(4), notes.get(5)]).toEqual(["pair 2", "pair 1"]);
  });
});

describe("the next power", () => {
  it("says what is counted, and what earns it", () => {
    expect(nextPowerOf(currentEngine, 3)).toEqual({
      text: "rollback 3/20 clean",
      title: expect.stringMatching(
        /^20 clean tokens earn it, an error takes two of them\. rollback: /,
      ),
    });
    expect(nextPowerOf({ powerCharges: [] }, 0)).toBeUndefined();
  });
});

describe("a wave that is over before an earlier one", () => {
  it("is known by the bugs of earlier waves that are still there", () => {
    const tallies = new WaveTallies();
    const events: GameEvent[] = [
      { type: "wave", at, wave: 8, boss: false },
      { type: "spawn", at, bug: 1 },
      { type: "wave", at, wave: 9, boss: false },
      { type: "spawn", at, bug: 2 },
    ];
    for (const event of events) tallies.follow(event);
    const bugs = (...ids: number[]) => ids.map((id) => ({ id }) as Bug);
    expect(tallies.openBefore(9, bugs(1))).toBe(8);
    expect(tallies.openBefore(9, bugs(2))).toBeUndefined();
    expect(tallies.openBefore(8, bugs(1, 2))).toBeUndefined();
  });
});
