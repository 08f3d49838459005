/** The rules of the engine's version 1. */
import { describe, expect, it } from "vitest";
import type { Plan } from "../../app/engine/plan.ts";
import { scoreOf, scoreParts } from "../../app/engine/score.ts";
import { type Bug, type GameEvent, targetOf } from "../../app/engine/state.ts";
import { tokenize } from "../../app/engine/tokens.ts";
import { type FullState, start } from "../../app/engine/v1/state.ts";
import { advance, byDistance, expectedKey, press, quit } from "../../app/engine/v1/step.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "../support/plans.ts";

const oneSnippet = (snippet_text: string): Plan =>
  createPlan({ snippets: [{ category: "test", snippet_text }] });

/** Starts a game and advances it until the first bug has appeared. */
function withFirstBug(plan: Plan): { state: FullState; bug: Bug } {
  const state = start(plan);
  advance(state, 800);
  const bug = state.bugs[0];
  if (!bug) throw new Error("no bug");
  return { state, bug };
}

/** Types `text` exactly, one key a millisecond. */
function typeText(state: FullState, text: string) {
  for (const character of text)
    press(state, character === "\n" ? "Enter" : character, state.now + 1);
}

describe("typing", () => {
  it("locks the bug whose token begins with the key, and moves the caret with each correct key", () => {
    const { state, bug } = withFirstBug(oneSnippet("total = 0\ncount = 1"));
    press(state, "t", 900);
    expect(state.target).toBe(bug.id);
    expect(state.typed).toBe(1);
    expect(expectedKey(state, bug)).toBe("o");
  });

  it("kills a bug with the last key of its last token, without a separator after it", () => {
    const { state } = withFirstBug(oneSnippet("if ready:\n    launch()"));
    typeText(state, "if ready:\nlaunch()");
    expect(state.kills).toBe(1);
    expect(state.correct_words).toBe(3);
    expect(state.correct_keys).toBe("if ready:\nlaunch()".length);
  });

  it("leaves the caret in place on a wrong key, and counts the token as incorrect", () => {
    const { state, bug } = withFirstBug(oneSnippet("total = 0"));
    typeText(state, "toX");
    expect(state.typed).toBe(2);
    expect(bug.flawed).toBe(true);
    typeText(state, "tal = 0");
    expect(state).toMatchObject({
      correct_words: 2,
      incorrect_words: 1,
      incorrect_keys: 1,
      kills: 1,
    });
  });

  it("accepts Space and Enter only where the code has them", () => {
    const { state } = withFirstBug(oneSnippet("a b\nc"));
    typeText(state, "a\n");
    expect(state.incorrect_keys).toBe(1);
    typeText(state, " b ");
    expect(state.incorrect_keys).toBe(2);
    typeText(state, "\nc");
    expect(state.kills).toBe(1);
  });

  it("counts a wrong key in place of a separator against the next token", () => {
    const { state } = withFirstBug(oneSnippet("a b c"));
    typeText(state, "ax b c");
    expect(state).toMatchObject({ correct_words: 2, incorrect_words: 1 });
  });

  it("ignores every key on an empty field, and Space and Enter while no bug is locked", () => {
    const state = start(oneSnippet("a b c"));
    typeText(state, "a \n");
    expect(state.incorrect_keys).toBe(0);
    advance(state, 800);
    press(state, " ", 900);
    press(state, "Enter", 901);
    expect(state.incorrect_keys).toBe(0);
    press(state, "x", 902);
    expect(state.incorrect_keys).toBe(1);
  });

  it("still counts a token with an error as incorrect after Escape has released its bug", () => {
    const { state } = withFirstBug(oneSnippet("total = 0"));
    typeText(state, "tX");
    press(state, "Escape", state.now);
    expect(targetOf(state)).toBeUndefined();
    typeText(state, "total = 0");
    expect(state).toMatchObject({ incorrect_words: 1, correct_words: 2, kills: 1 });
  });
});

describe("targets", () => {
  /** Starts a game and advances it until there are several bugs on the field. */
  function fieldOfBugs() {
    const state = start(createPlan({ seed: 3 }));
    advance(state, 6_000);
    expect(state.bugs.length).toBeGreaterThan(1);
    return state;
  }

  it("change with Tab from the nearest bug to the farthest, then start again at the nearest", () => {
    const state = fieldOfBugs();
    const order = byDistance(state).map((bug) => bug.id);
    const targets = order.map(() => {
      press(state, "Tab", state.now);
      return state.target;
    });
    expect(targets).toEqual(order);
    press(state, "Tab", state.now);
    expect(state.target).toBe(order[0]);
  });

  it("are the nearest of the bugs that begin with the key", () => {
    const state = fieldOfBugs();
    for (const bug of state.bugs) bug.tokens = tokenize("same");
    press(state, "s", state.now);
    expect(state.target).toBe(byDistance(state)[0]?.id);
  });

  it("begin with distinct keys when they appear, wherever the deck has such a hunk", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const state = start(createPlan({ seed, language: seed % 2 ? "PYTHON" : "TYPESCRIPT" }));
      const events: GameEvent[] = [];
      while (!state.over && state.now < 60_000) {
        events.length = 0;
        const deckKeys = state.deck.map((hunk) => hunk.tokens[0]?.text[0]);
        advance(state, state.now + 50, events);
        const spawned = events.filter((event) => event.type === "spawn");
        if (spawned.length !== 1) continue;
        const newBug = state.bugs.find((bug) => bug.id === spawned[0]?.bug);
        if (!newBug || newBug.kind === "boss") continue;
        const otherKeys = state.bugs
          .filter((bug) => bug !== newBug)
          .map((bug) => bug.tokens[bug.next]?.text[0]);
        const clashes = otherKeys.includes(newBug.tokens[0]?.text[0]);
        if (clashes) expect(deckKeys.every((key) => otherKeys.includes(key))).toBe(true);
      }
    }
  });
});

describe("combo and damage", () => {
  it("the combo counts correct tokens in a row, and its highest value is kept", () => {
    const { state } = withFirstBug(oneSnippet("a b c d e"));
    typeText(state, "a b c");
    expect(state).toMatchObject({ combo: 3, max_combo: 3 });
    typeText(state, "x d");
    expect(state).toMatchObject({ combo: 0, max_combo: 3 });
    typeText(state, " e");
    expect(state).toMatchObject({ combo: 1, max_combo: 3 });
  });

  it("a shot does more damage for a longer token and at a higher combo", () => {
    const { state } = withFirstBug(oneSnippet("aa bb cccc dd ee ff gg hh ii jj"));
    const events: GameEvent[] = [];
    for (const key of "aa bb cccc dd ee ff gg hh ii jj") press(state, key, state.now + 1, events);
    const shots = events.flatMap((event) => (event.type === "shot" ? [event.damage] : []));
    expect(shots[2]).toBeGreaterThan(shots[1] ?? 0);
    expect(shots.at(-1)).toBeGreaterThan(shots[0] ?? 0);
    expect(state.damage_dealt).toBe(shots.reduce((sum, damage) => sum + damage, 0));
  });

  it("a bug that arrives ends the combo and takes integrity", () => {
    const { state, bug } = withFirstBug(createPlan());
    press(state, bug.tokens[0]?.text[0] ?? "", 900);
    state.combo = 7;
    advance(state, bug.arrives_at);
    expect(state.combo).toBe(0);
    expect(state.target).toBeNull();
    expect(state.damage_taken).toBe(100 - state.integrity);
    expect(state.damage_taken).toBeGreaterThan(0);
  });
});

describe("waves", () => {
  it("bring more and more bugs, and a boss of several lines in every fifth", () => {
    const events: GameEvent[] = [];
    const state = start(createPlan());
    const sizes: number[] = [];
    let bosses = 0;
    while (state.wave < 11 && !state.over) {
      events.length = 0;
      const bug = targetOf(state) ?? byDistance(state)[0];
      if (bug) press(state, expectedKey(state, bug), state.now + 15, events);
      else advance(state, state.next_spawn_at ?? state.now, events);
      for (const event of events) {
        if (event.type === "wave") sizes.push(0);
        if (event.type === "spawn") {
          sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1;
          const newBug = state.bugs.find((bug) => bug.id === event.bug);
          if (newBug?.kind === "boss") {
            bosses += 1;
            expect(state.wave % 5).toBe(0);
            expect(newBug.tokens.length).toBeGreaterThanOrEqual(22);
            expect(newBug.code.split("\n").length).toBeGreaterThan(2);
          }
        }
      }
    }
    expect(bosses).toBe(2);
    expect(state.waves_completed).toBe(10);
    expect(sizes[9]).toBeGreaterThan(sizes[0] ?? 0);
  });

  it("send the next bug early when few bugs are left, so that a fast player need not wait", () => {
    const state = start(createPlan());
    advance(state, 1_600);
    expect(state.bugs.length).toBe(2);
  });
});

describe("the end of a run", () => {
  it("is a defeat when integrity reaches zero, and later keys change nothing", () => {
    const state = start(createPlan());
    advance(state, 3_600_000);
    expect(state.over?.outcome).toBe("defeat");
    expect(state.integrity).toBe(0);
    expect(state.damage_taken).toBe(100);
    const before = JSON.stringify(state);
    press(state, "a", 3_700_000);
    quit(state, 3_800_000);
    expect(JSON.stringify(state)).toBe(before);
  });

  it("is a quit when the player quits", () => {
    const state = start(createPlan());
    quit(state, 5_000);
    expect(state.over).toEqual({ outcome: "quit", at: 5_000 });
  });
});

describe("the score", () => {
  it("follows the document's formulas exactly", () => {
    const { state } = play(createPlan(), { wpm: 60, errors: 40, until: 90_000 });
    const score = scoreOf(state);
    expect(score.accuracy_percentage).toBe((score.correct_words / score.total_words_typed) * 100);
    expect(score.words_per_minute).toBe((score.total_words_typed / score.playtime_seconds) * 60);
    expect(score.final_score).toBe(
      score.correct_words * 10 +
        score.enemies_killed * 50 +
        score.waves_completed * 100 +
        score.max_combo * 25 +
        Math.floor(score.accuracy_percentage * 5) +
        Math.floor(score.words_per_minute * 2),
    );
    expect(score.correct_words + score.incorrect_words).toBe(score.total_words_typed);
    expect(score.incorrect_words).toBeGreaterThan(0);
  });

  it("is zero, not NaN, for a run without time or words", () => {
    const state = start(createPlan());
    quit(state, 0);
    const score = scoreOf(state);
    expect(score).toMatchObject({
      final_score: 0,
      words_per_minute: 0,
      accuracy_percentage: 0,
      playtime_seconds: 0,
    });
    expect(Object.values(scoreParts(score))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("counts a started second as a whole one, so that no speed is overstated", () => {
    const state = start(createPlan());
    quit(state, 1_001);
    expect(scoreOf(state).playtime_seconds).toBe(2);
  });
});

describe("relaxed mode", () => {
  it("lets bugs walk at half speed", () => {
    const { bug } = withFirstBug(createPlan());
    const { bug: slow } = withFirstBug(createPlan({ mode: "relaxed" }));
    const ratio = (slow.arrives_at - slow.spawned_at) / (bug.arrives_at - bug.spawned_at);
    expect(ratio).toBeCloseTo(2, 2);
  });
});
