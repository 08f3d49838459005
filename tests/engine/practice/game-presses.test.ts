import { describe, expect, it } from "vitest";
import { engineOf, KNOWN_VERSIONS } from "../../../app/engine/index.ts";
import { type GamePress, GamePresses } from "../../../app/engine/keystrokes/game-presses.ts";
import { LONGEST_MS, SHORTEST_MS } from "../../../app/engine/keystrokes/press.ts";
import { DIFFICULTIES, LANGUAGES } from "../../../app/engine/plan.ts";
import { replayRun } from "../../../app/engine/replay.ts";
import { nearestInReach, play, spendsWhenNear } from "../../../seed/player.ts";
import { createPlan } from "../../support/plans.ts";

const CASES = LANGUAGES.flatMap((language, index) =>
  KNOWN_VERSIONS.map((version) => {
    const difficulty = DIFFICULTIES[(index + version) % DIFFICULTIES.length] ?? "NORMAL";
    return [version, language, difficulty] as const;
  }),
);

/** Plays a run, and returns it with its presses. */
async function pressesOf(
  version: number,
  ...[language, difficulty]: [(typeof LANGUAGES)[number], (typeof DIFFICULTIES)[number]]
) {
  const engine = await engineOf(version);
  if (!engine) throw new Error(`no version ${version}`);
  const plan = createPlan({ language, difficulty, engine_version: version, seed: 5 });
  const habits = { wpm: 70, errors: 60, seed: 3, choose: nearestInReach, spends: spendsWhenNear };
  const run = { plan, ...play(plan, { ...habits, until: 240_000 }, engine) };
  const walker = new GamePresses(engine, plan);
  const presses: GamePress[] = [];
  const state = replayRun(engine, run, (...moment) => {
    const press = walker.visit(...moment);
    if (press) presses.push(press);
  });
  return { plan, state, presses, astray: walker.astray };
}

describe.each(CASES)(
  "the presses of a run in version %i (%s, %s)",
  (version, language, difficulty) => {
    const played = pressesOf(version, language, difficulty);

    it("are all its keys: hits, and errors but those that no key was due for", async () => {
      const { state, presses, astray } = await played;
      const hits = presses.filter(({ expected, typed }) => expected === typed);
      expect(hits.length).toBe(state.correct_keys);
      expect(presses.length - hits.length + astray).toBe(state.incorrect_keys);
    });

    it("stand where the snippet has the key that was due", async () => {
      const { plan, presses } = await played;
      const placed = presses.filter(({ place }) => place !== null);
      expect(placed.length).toBeGreaterThan(presses.length / 2);
      for (const { place, expected } of placed) {
        const text =
          plan.snippets[place?.snippet ?? -1]?.snippet_text.split("\n")[place?.line ?? -1];
        expect(text?.[place?.column ?? -1]).toBe(expected);
      }
      // Separators have no place; nor has what a leak grew.
      const separators = presses.filter(({ expected }) => expected === " " || expected === "Enter");
      expect(separators.every(({ place }) => place === null)).toBe(true);
    });

    it("belong to the token that is due, separators to the one that they lead to", async () => {
      const { plan, presses } = await played;
      const lineAt = ({ snippet, line }: { snippet: number; line: number }) =>
        plan.snippets[snippet]?.snippet_text.split("\n")[line] ?? "";
      const owned = presses.flatMap(({ token, ...press }) => (token ? [{ token, ...press }] : []));
      expect(owned.length).toBeGreaterThan(presses.length / 2);
      for (const { token, place } of owned) {
        const text = lineAt(token);
        // It begins there, and a key of it has no blank between.
        expect(` ${text}`.slice(token.column, token.column + 2)).toMatch(/^\s\S$/);
        if (place) expect(text.slice(token.column, place.column + 1)).toMatch(/^\S+$/);
      }
      const next = new Map(presses.slice(1).map((press, index) => [presses[index], press]));
      for (const press of presses) {
        const after = next.get(press);
        const isSeparator = press.expected === " " || press.expected === "Enter";
        if (!isSeparator || press.expected !== press.typed || after?.before !== press.expected)
          continue;
        expect(after.token).toEqual(press.token);
      }
    });

    it("are timed within their bounds, and only after a hit", async () => {
      const { presses } = await played;
      const timed = presses.filter(({ ms }) => ms !== null);
      expect(timed.length).toBeGreaterThan(presses.length / 2);
      for (const [index, press] of presses.entries()) {
        if (press.ms === null) continue;
        const before = presses[index - 1];
        expect(press.ms).toBeGreaterThanOrEqual(SHORTEST_MS);
        expect(press.ms).toBeLessThanOrEqual(LONGEST_MS);
        expect(before?.typed).toBe(before?.expected);
        expect(press.t - (before?.t ?? 0)).toBe(press.ms);
        expect(press.before).toBe(before?.expected);
      }
    });
  },
);
