import { describe, expect, it } from "vitest";
import type { Plan } from "../../app/engine/plan.ts";
import { scoreParts } from "../../app/engine/score.ts";
import { type Bug, type GameEvent, targetOf } from "../../app/engine/state.ts";
import { startsLine, tokenize } from "../../app/engine/tokens.ts";
import { scoreOf } from "../../app/engine/v1/score.ts";
import { type FullState, start } from "../../app/engine/v1/state.ts";
import { advance, byDistance, expectedKey, press, quit } from "../../app/engine/v1/step.ts";
import { play } from "../../seed/player.ts";
import { planOf } from "../support/plans.ts";

const oneSnippet = (snippet_text: string): Plan =>
  planOf({ snippets: [{ category: "test", snippet_text }] });

/** The state when the first bug has appeared. */
function withFirstBug(plan: Plan): { state: FullState; bug: Bug } {
  const state = start(plan);
  advance(state, 800);
  const bug = state.bugs[0];
  if (!bug) throw new Error("no bug");
  return { state, bug };
}

/** Types `text` as it stands there, one key a millisecond. */
function type(state: FullState, text: string) {
  for (const character of text)
    press(state, character === "\n" ? "Enter" : character, state.now + 1);
}

describe("tokens", () => {
  it("are maximal runs of non-whitespace, with their place", () => {
    expect(tokenize("for i in  x:\n\n    print(i)")).toEqual([
      { text: "for", line: 0, column: 0 },
      { text: "i", line: 0, column: 4 },
      { text: "in", line: 0, column: 6 },
      { text: "x:", line: 0, column: 10 },
      { text: "print(i)", line: 2, column: 4 },
    ]);
  });

  it("are separated by Enter where a line begins, over blank lines too, and by Space elsewhere", () => {
    const tokens = tokenize("a b\n\nc");
    expect(tokens.map((_, index) => startsLine(tokens, index))).toEqual([false, false, true]);
  });
});

describe("typing", () => {
  it("locks the bug whose next token begins with the key, and moves on with each right key", () => {
    const { state, bug } = withFirstBug(oneSnippet("total = 0\ncount = 1"));
    press(state, "t", 900);
    expect(state.target).toBe(bug.id);
    expect(state.typed).toBe(1);
    expect(expectedKey(state, bug)).toBe("o");
  });

  it("kills a bug with its last token, without a separator after it", () => {
    const { state } = withFirstBug(oneSnippet("if ready:\n    launch()"));
    type(state, "if ready:\nlaunch()");
    expect(state.kills).toBe(1);
    expect(state.correct_words).toBe(3);
    expect(state.correct_keys).toBe("if ready:\nlaunch()".length);
  });

  it("does not move the caret on a wrong key, and counts the token as incorrect", () => {
    const { state, bug } = withFirstBug(oneSnippet("total = 0"));
    type(state, "toX");
    expect(state.typed).toBe(2);
    expect(bug.flawed).toBe(true);
    type(state, "tal = 0");
    expect(state).toMatchObject({
      correct_words: 2,
      incorrect_words: 1,
      incorrect_keys: 1,
      kills: 1,
    });
  });

  it("takes Space and Enter only where they belong", () => {
    const { state } = withFirstBug(oneSnippet("a b\nc"));
    type(state, "a\n");
    expect(state.incorrect_keys).toBe(1);
    type(state, " b ");
    expect(state.incorrect_keys).toBe(2);
    type(state, "\nc");
    expect(state.kills).toBe(1);
  });

  it("blames a wrong separator on the token after it", () => {
    const { state } = withFirstBug(oneSnippet("a b c"));
    type(state, "ax b c");
    expect(state).toMatchObject({ correct_words: 2, incorrect_words: 1 });
  });

  it("ignores Space and Enter between bugs, and any key on an empty field", () => {
    const state = start(oneSnippet("a b c"));
    type(state, "a \n");
    expect(state.incorrect_keys).toBe(0);
    advance(state, 800);
    press(state, " ", 900);
    press(state, "Enter", 901);
    expect(state.incorrect_keys).toBe(0);
    press(state, "x", 902);
    expect(state.incorrect_keys).toBe(1);
  });

  it("does not let Escape launder a token that saw an error", () => {
    const { state } = withFirstBug(oneSnippet("total = 0"));
    type(state, "tX");
    press(state, "Escape", state.now);
    expect(targetOf(state)).toBeUndefined();
    type(state, "total = 0");
    expect(state).toMatchObject({ incorrect_words: 1, correct_words: 2, kills: 1 });
  });
});

describe("targets", () => {
  /** A field with several bugs. */
  function busy() {
    const state = start(planOf({ seed: 3 }));
    advance(state, 6_000);
    expect(state.bugs.length).toBeGreaterThan(1);
    return state;
  }

  it("go round with Tab from the nearest to the farthest", () => {
    const state = busy();
    const order = byDistance(state).map((bug) => bug.id);
    const seen = order.map(() => {
      press(state, "Tab", state.now);
      return state.target;
    });
    expect(seen).toEqual(order);
    press(state, "Tab", state.now);
    expect(state.target).toBe(order[0]);
  });

  it("are the nearest of those that begin with the key", () => {
    const state = busy();
    for (const bug of state.bugs) bug.tokens = tokenize("same");
    press(state, "s", state.now);
    expect(state.target).toBe(byDistance(state)[0]?.id);
  });

  it("have distinct first keys when they appear, wherever the deck allows", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const state = start(planOf({ seed, language: seed % 2 ? "PYTHON" : "TYPESCRIPT" }));
      const events: GameEvent[] = [];
      while (!state.over && state.now < 60_000) {
        events.length = 0;
        const before = state.deck.map((hunk) => hunk.tokens[0]?.text[0]);
        advance(state, state.now + 50, events);
        const spawned = events.filter((event) => event.type === "spawn");
        if (spawned.length !== 1) continue;
        const fresh = state.bugs.find((bug) => bug.id === spawned[0]?.bug);
        if (!fresh || fresh.kind === "boss") continue;
        const others = state.bugs
          .filter((bug) => bug !== fresh)
          .map((bug) => bug.tokens[bug.next]?.text[0]);
        const clashes = others.includes(fresh.tokens[0]?.text[0]);
        if (clashes) expect(before.every((key) => others.includes(key))).toBe(true);
      }
    }
  });
});

describe("combo and damage", () => {
  it("counts correct tokens in a row, and keeps the highest", () => {
    const { state } = withFirstBug(oneSnippet("a b c d e"));
    type(state, "a b c");
    expect(state).toMatchObject({ combo: 3, max_combo: 3 });
    type(state, "x d");
    expect(state).toMatchObject({ combo: 0, max_combo: 3 });
    type(state, " e");
    expect(state).toMatchObject({ combo: 1, max_combo: 3 });
  });

  it("makes shots grow with the token's length and the combo", () => {
    const { state } = withFirstBug(oneSnippet("aa bb cccc dd ee ff gg hh ii jj"));
    const events: GameEvent[] = [];
    for (const key of "aa bb cccc dd ee ff gg hh ii jj") press(state, key, state.now + 1, events);
    const shots = events.flatMap((event) => (event.type === "shot" ? [event.damage] : []));
    expect(shots[2]).toBeGreaterThan(shots[1] ?? 0);
    expect(shots.at(-1)).toBeGreaterThan(shots[0] ?? 0);
    expect(state.damage_dealt).toBe(shots.reduce((sum, damage) => sum + damage, 0));
  });

  it("loses the combo and integrity when a bug arrives", () => {
    const { state, bug } = withFirstBug(planOf());
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
  it("grow in number, and bring a boss of many lines every fifth", () => {
    const events: GameEvent[] = [];
    const state = start(planOf());
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
          const fresh = state.bugs.find((one) => one.id === event.bug);
          if (fresh?.kind === "boss") {
            bosses += 1;
            expect(state.wave % 5).toBe(0);
            expect(fresh.tokens.length).toBeGreaterThanOrEqual(22);
            expect(fresh.code.split("\n").length).toBeGreaterThan(2);
          }
        }
      }
    }
    expect(bosses).toBe(2);
    expect(state.waves_completed).toBe(10);
    expect(sizes[9]).toBeGreaterThan(sizes[0] ?? 0);
  });

  it("do not make a fast player wait: the next bug follows when the field runs low", () => {
    const state = start(planOf());
    advance(state, 1_600);
    expect(state.bugs.length).toBe(2);
  });
});

describe("the end", () => {
  it("is defeat when integrity reaches zero, and nothing counts after it", () => {
    const state = start(planOf());
    advance(state, 3_600_000);
    expect(state.over?.outcome).toBe("defeat");
    expect(state.integrity).toBe(0);
    expect(state.damage_taken).toBe(100);
    const before = JSON.stringify(state);
    press(state, "a", 3_700_000);
    quit(state, 3_800_000);
    expect(JSON.stringify(state)).toBe(before);
  });

  it("is quitting when the player quits", () => {
    const state = start(planOf());
    quit(state, 5_000);
    expect(state.over).toEqual({ outcome: "quit", at: 5_000 });
  });
});

describe("the score", () => {
  it("follows the document's formulas to the letter", () => {
    const { state } = play(planOf(), { wpm: 60, errors: 40, until: 90_000 });
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
    const state = start(planOf());
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

  it("counts a begun second, so that no speed is overstated", () => {
    const state = start(planOf());
    quit(state, 1_001);
    expect(scoreOf(state).playtime_seconds).toBe(2);
  });
});

describe("relaxed mode", () => {
  it("runs at half speed", () => {
    const { bug } = withFirstBug(planOf());
    const { bug: slow } = withFirstBug(planOf({ mode: "relaxed" }));
    const ratio = (slow.arrives_at - slow.spawned_at) / (bug.arrives_at - bug.spawned_at);
    expect(ratio).toBeCloseTo(2, 2);
  });
});
