/** What the field says of late bugs, of hits, of pairs, of powers and of waves that overlap. */
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import type { Bug, GameEvent, Kind } from "../../app/engine/state.ts";
import { BugRegistry } from "../../app/ui/field/bug-registry.ts";
import { lineOf } from "../../app/ui/field/hud/git-log.ts";
import { nextPowerOf } from "../../app/ui/field/hud/powers-view.ts";
import { WaveTallies } from "../../app/ui/field/hud/wave-tally.ts";
import type { StageMessage } from "../../app/ui/field/stage/messages.ts";
import { isLate, urgencyOf } from "../../app/ui/field/urgency.ts";
import { bugOf, fieldOf, typeText } from "../support/field-v2.ts";
import { createPlan } from "../support/plans.ts";

const at = 0;

describe("a bug that can no longer be fixed", () => {
  it("is shown as too late only from the first correct key on", () => {
    const state = fieldOf([{ code: "total = a + b + c + d", arrives_at: 500 }]);
    const bug = bugOf(state, 1);
    expect(currentEngine.spareMs(state, bug)).toBeLessThan(0);
    expect(isLate(currentEngine, state, bug)).toBe(false);
    currentEngine.press(state, "#", 10);
    expect(isLate(currentEngine, state, bug)).toBe(false);
    currentEngine.press(state, "t", 20);
    expect(isLate(currentEngine, state, bug)).toBe(true);
  });

  it("warns before, and is no card to leave when production goes down with it", () => {
    const far = { departed_at: -90_000, arrives_at: 90_000 };
    const state = fieldOf([
      { code: "abc", ...far },
      { code: "total = a + b + c + d", ...far },
    ]);
    typeText(state, "a");
    // As fast as ever, all the time.
    state.correct_keys = 100_000;
    const bug = bugOf(state, 2);
    const begun = state.now;
    const spare = currentEngine.spareMs(state, bug);
    const urgencyIn = (ms: number) => {
      currentEngine.advance(state, begun + spare - ms);
      return urgencyOf(currentEngine, state, bug);
    };
    expect([urgencyIn(2_600), urgencyIn(2_400), urgencyIn(100)]).toEqual([
      "calm",
      "last-call",
      "last-call",
    ]);
    expect(urgencyIn(-100)).toBe("late");
    state.integrity = currentEngine.hitOf(state, bug);
    expect(urgencyOf(currentEngine, state, bug)).toBe("fatal");
  });

  it("is told from one that takes the player's fastest, which is no promise at the usual speed", () => {
    const code = `total = ${"subtotal + ".repeat(9)}rest`;
    const state = fieldOf([{ code, arrives_at: 33_000 }]);
    const bug = bugOf(state, 1);
    state.shown = 6_000;
    const urgencyAt = (wpm: number) => {
      state.now = 12_000;
      state.correct_keys = wpm;
      return urgencyOf(currentEngine, state, bug);
    };
    expect([60, 50, 45].map(urgencyAt)).toEqual(["calm", "last-call", "fastest"]);
    // The usual speed is never taken for less than three quarters of the fastest.
    expect(urgencyAt(20)).toBe("fastest");
  });

  it("is not told from the mean of the first seconds, which counts the reading before them", () => {
    const state = fieldOf([{ code: "total = a + b + c + d", arrives_at: 20_000 }]);
    state.now = 12_000;
    state.correct_keys = 5;
    expect(urgencyOf(currentEngine, state, bugOf(state, 1))).toBe("calm");
    state.shown = 6_000;
    expect(urgencyOf(currentEngine, state, bugOf(state, 1))).toBe("calm");
  });
});

describe("what a bug takes of production", () => {
  it("falls with each token that is typed of it, and is shown on its card once it is near", () => {
    const code = "total = a + b";
    const near = { code, departed_at: -90_000, arrives_at: 10_000 };
    const state = fieldOf([near, { code: "far = c", arrives_at: 90_000 }]);
    const notes = new Map<number, string>();
    const post = (message: StageMessage) => {
      if (message.type === "change") notes.set(message.bug.id, message.bug.note);
    };
    const handlers = { onNear: () => {}, onLate: () => {} };
    const registry = new BugRegistry({ post }, currentEngine, createPlan(), [], handlers);
    registry.setRate(0, 0);
    for (const bug of state.bugs) registry.add(bug, 0);
    registry.update(state, true);
    expect([...notes]).toEqual([[1, "−12%"]]);
    typeText(state, "total = a ");
    registry.update(state, true);
    expect(notes.get(1)).toBe("−6% if it gets through");
    state.integrity = 6;
    registry.update(state, true);
    expect(notes.get(1)).toBe("ends the run: type what you can · −6% if it gets through");
    // What the card says is what happens.
    const events: GameEvent[] = [];
    currentEngine.advance(state, 60_000, events);
    expect(events).toContainEqual(expect.objectContaining({ type: "arrival", damage: 6 }));
    expect(state.over).toMatchObject({ outcome: "defeat" });
  });
});

describe("the line of an outage", () => {
  const arrival: GameEvent = { type: "arrival", at, bug: 1, lane: 0, kind: "bug", damage: 6 };

  it("says how much typing the bug has softened its hit, if it has", () => {
    expect(lineOf(arrival, () => undefined)).toEqual(["bad", "outage: bug −6"]);
    expect(lineOf(arrival, () => 12)).toEqual(["bad", "outage: bug −6 of 12"]);
  });
});

describe("bugs that begin with the same key", () => {
  it("mark it on the one alone that it locks", () => {
    const bugs = [
      { code: "print(a)", departed_at: -5_000, arrives_at: 9_000 },
      { code: "print(b)", departed_at: -5_000, arrives_at: 8_000 },
      { code: "sort(c)", departed_at: -5_000, arrives_at: 7_000 },
    ];
    const state = fieldOf(bugs);
    const seconds = new Map<number, boolean>();
    const post = (message: StageMessage) => {
      if (message.type === "enter" || message.type === "change")
        seconds.set(message.bug.id, message.bug.second);
    };
    const handlers = { onNear: () => {}, onLate: () => {} };
    const registry = new BugRegistry({ post }, currentEngine, createPlan(), [], handlers);
    registry.setRate(0, 0);
    for (const bug of state.bugs) registry.add(bug, 0);
    registry.update(state, true);
    expect([...seconds.values()]).toEqual([true, false, false]);
    currentEngine.press(state, "p", 1);
    expect(state.target).toBe(2);
    // What is typed of it takes no mark from another card.
    registry.update(state, true);
    expect([...seconds.values()]).toEqual([false, false, false]);
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
