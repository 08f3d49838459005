import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../app/engine/current.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import type { GameEvent, State } from "../../app/engine/state.ts";
import { typingFigures } from "../../app/engine/typing-speed.ts";
import { frameAt, marksOf, proceed, runOf } from "../../app/ui/replay/timeline.ts";
import { verify } from "../../app/ui/replay/verify.ts";
import { playSampleRuns } from "../support/sample-runs.ts";

const runs = playSampleRuns().map(({ plan, keys, outcome, endedAt }) => ({
  // The contract's snippets have fields that the engine does not read.
  plan: {
    ...plan,
    snippets: plan.snippets.map((snippet) => ({
      ...snippet,
      id: "",
      token_count: 0,
      expected_wpm: 0,
      statement_starts: snippet.statement_starts ?? null,
    })),
  },
  key_sequence: [...keys],
  engine_version: ENGINE_VERSION,
  outcome,
  ended_at_ms: endedAt,
}));
const anyRun = fc.constantFrom(...runs);

describe("the timeline of a replay", () => {
  it("shows the same run whether it plays in steps of any size or jumps to a time", () => {
    fc.assert(
      fc.property(anyRun, fc.array(fc.nat(60_000), { maxLength: 40 }), (replay, steps) => {
        const run = runOf(replay);
        const position = { state: currentEngine.start(replay.plan), next: 0 };
        const events: GameEvent[] = [];
        let t = 0;
        for (const step of [...steps, replay.ended_at_ms]) {
          t += step;
          events.push(...proceed(currentEngine, run, position, t));
          expect(frameAt(currentEngine, run, t)).toEqual({ ...position, events });
        }
        expect(position.state).toEqual(replayRun(currentEngine, run));
      }),
      { numRuns: 60 },
    );
  });

  it("marks each wave and each hit, in order of time", () => {
    for (const replay of runs) {
      const { state, events } = frameAt(currentEngine, runOf(replay), replay.ended_at_ms);
      const marks = marksOf(currentEngine, runOf(replay));
      const countOf = (name: string) => events.filter(({ type }) => type === name).length;
      const hits = marks.filter(({ kind }) => kind === "hit");
      expect(marks.length - hits.length).toBe(state.wave);
      expect(hits.length).toBe(state.spawned - countOf("kill") - state.bugs.length);
      expect(marks.map(({ at }) => at)).toEqual(marks.map(({ at }) => at).sort((a, b) => a - b));
    }
  });
});

describe("verifying a result in the browser", () => {
  const clock = () => 0;
  const numbersOf = (state: State) => {
    const score = currentEngine.scoreOf(state);
    return { ...score, ...typingFigures(state, score) };
  };

  it("confirms every number of a result that follows from its key log", () => {
    for (const replay of runs) {
      const { state } = frameAt(currentEngine, runOf(replay), replay.ended_at_ms);
      const claim = { ...numbersOf(state), outcome: replay.outcome };
      expect(verify(currentEngine, replay, claim, clock)).toMatchObject({
        kind: "verified",
        numbers: 20,
        keys: replay.key_sequence.length,
      });
    }
  });

  it("leaves WPM and accuracy out for an old result, whose keys were not counted", () => {
    const [replay] = runs;
    if (!replay) throw new Error("no run");
    const { state } = frameAt(currentEngine, runOf(replay), replay.ended_at_ms);
    const claim = { ...numbersOf(state), standard_wpm: null, outcome: replay.outcome };
    expect(verify(currentEngine, replay, claim, clock)).toMatchObject({
      kind: "verified",
      numbers: 18,
    });
  });

  it("names any number that differs, however small the difference", () => {
    const [replay] = runs.filter(({ key_sequence }) => key_sequence.length > 200);
    if (!replay) throw new Error("no long run");
    const { state } = frameAt(currentEngine, runOf(replay), replay.ended_at_ms);
    const score = numbersOf(state);
    for (const name of Object.keys(score) as (keyof typeof score)[]) {
      const difference = Number.isInteger(score[name]) ? 1 : 1e-9;
      const claim = { ...score, [name]: score[name] + difference, outcome: replay.outcome };
      const verdict = verify(currentEngine, replay, claim, clock);
      expect(verdict).toMatchObject({
        kind: "differs",
        differences: expect.arrayContaining([
          { name: expect.any(String), claimed: String(claim[name]), computed: String(score[name]) },
        ]),
      });
    }
    const other = replay.outcome === "quit" ? "defeat" : "quit";
    expect(verify(currentEngine, replay, { ...score, outcome: other }, clock)).toMatchObject({
      kind: "differs",
      differences: [{ name: "How it ended", claimed: other, computed: replay.outcome }],
    });
  });

  it("names both engine versions for a run of an unknown one", () => {
    const [replay] = runs;
    if (!replay) throw new Error("no run");
    const claim = {
      ...numbersOf(currentEngine.start(replay.plan)),
      outcome: replay.outcome,
    };
    expect(
      verify(undefined, { ...replay, engine_version: ENGINE_VERSION + 1 }, claim, clock),
    ).toEqual({
      kind: "other_rules",
      theirs: ENGINE_VERSION + 1,
      ours: ENGINE_VERSION,
    });
  });
});
