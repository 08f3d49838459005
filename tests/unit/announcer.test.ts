/** What screen readers hear of a run: the kinds of bugs, the powers, and what can no longer be fixed. */
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import type { Bug, GameEvent, State } from "../../app/engine/state.ts";
import { tokenize } from "../../app/engine/tokens.ts";
import { KIND_LESSONS, KIND_NAMES, POWER_TEXTS } from "../../app/ui/field/labels.ts";
import { Announcer } from "../../app/ui/field/screen-reader/announcer.ts";
import { createPlan } from "../support/plans.ts";

const regression = {
  id: 7,
  kind: "regression",
  lane: 2,
  tokens: tokenize("retry()"),
  next: 0,
  returned: true,
} as Bug;

/** Returns what is said of an event, and whether it is urgent. */
function heard(event: GameEvent): [text: string, urgent: boolean] {
  const state: State = { ...currentEngine.start(createPlan()), bugs: [regression], target: 7 };
  let said: [string, boolean] = ["", false];
  const announcer = new Announcer(currentEngine, (text, urgent = false) => {
    said = [text, urgent];
  });
  announcer.announce(event, state);
  return said;
}

const at = 0;

describe("the announcements", () => {
  it("name the kind and the lane of the locked bug, and whether it came back", () => {
    expect(heard({ type: "lock", at, bug: 7 })).toEqual([
      "Locked returned regression in lane 3: retry open paren  close paren",
      false,
    ]);
  });

  it("tell which power was earned and which was used, and what it does", () => {
    expect(heard({ type: "earn", at, power: "duck" })[0]).toBe(
      `duck earned. Arrow up: ${POWER_TEXTS.duck}`,
    );
    expect(heard({ type: "power", at, power: "rollback", bug: null })[0]).toContain(
      POWER_TEXTS.rollback,
    );
    expect(heard({ type: "wake", at })[0]).toBe("Full speed again");
  });

  it("tell urgently that a regression came back, and that the other bug of a pair hurries", () => {
    expect(heard({ type: "return", at, bug: 7 })).toEqual([
      expect.stringMatching(/came back/),
      true,
    ]);
    expect(heard({ type: "hurry", at, bug: 7 })).toEqual([expect.stringMatching(/hurries/), true]);
  });

  it("say of a wave that none of its bugs is left, because it may be over before an earlier one", () => {
    expect(heard({ type: "cleared", at, wave: 9 })[0]).toBe(
      "No bug of wave 9 is left, uptime 100%",
    );
  });

  it("count the phases of a boss that are left", () => {
    expect(heard({ type: "phase", at, bug: 7, phases_left: 0 })[0]).toMatch(/, 1 phase to go$/);
    expect(heard({ type: "phase", at, bug: 7, phases_left: 1 })[0]).toMatch(/, 2 phases to go$/);
  });

  it("say of a bug that is late or near what it takes, and when production goes down with it", () => {
    let said = "";
    const announcer = new Announcer(currentEngine, (text) => {
      said = text;
    });
    const state: State = { ...currentEngine.start(createPlan()), bugs: [regression] };
    announcer.late(regression, state);
    expect(said).toBe("Too late for the returned regression in lane 3, it takes 4");
    announcer.near(regression, 5, state);
    expect(said).toBe("returned regression in lane 3 is near the wall, 5 seconds, it takes 4");
    announcer.late(regression, { ...state, integrity: 4 });
    expect(said).toMatch(/lane 3, it takes production down$/);
  });

  it("have a name and a lesson for every kind", () => {
    expect(Object.keys(KIND_LESSONS)).toEqual(Object.keys(KIND_NAMES));
  });
});
