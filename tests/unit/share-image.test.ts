/** The share image of a result, as SVG. */
import { describe, expect, it } from "vitest";
import { drawResult } from "../../app/.server/progress/share-image/svg.ts";
import type { ResultWithPlayer } from "../../app/contracts/game.ts";

const result = (overrides: Partial<ResultWithPlayer>, username = "ada"): ResultWithPlayer => ({
  id: "00000000-0000-4000-8000-000000000000",
  session_id: "00000000-0000-4000-8000-000000000000",
  user_id: "00000000-0000-4000-8000-000000000000",
  final_score: 12_345,
  waves_completed: 12,
  enemies_killed: 70,
  accuracy_percentage: 97.4,
  words_per_minute: 61,
  standard_wpm: 73.4,
  key_accuracy: 98.2,
  total_words_typed: 100,
  correct_words: 90,
  incorrect_words: 10,
  max_combo: 40,
  total_damage_dealt: 1,
  total_damage_taken: 1,
  playtime_seconds: 90,
  ended_at: "2026-11-22T10:00:00.000Z",
  created_at: "2026-11-22T10:00:00.000Z",
  status: "VERIFIED",
  off_boards: false,
  achievements: [],
  session: {
    id: "00000000-0000-4000-8000-000000000000",
    mode: "standard",
    language: "TYPESCRIPT",
    difficulty: "EXPERT",
    outcome: "defeat",
    started_at: "2026-11-22T10:00:00.000Z",
    ended_at: "2026-11-22T10:00:00.000Z",
  },
  user: { username, display_name: username },
  ...overrides,
});

/** Returns the right end of each text, computed from its place, its size and its last character. */
function rightEnds(svg: string): number[] {
  const groups = svg.matchAll(
    /translate\(([\d.]+) [\d.]+\) scale\(([\d.]+) -[\d.]+\)">(.*?)<\/g>/g,
  );
  return [...groups].map(([, x, scale, signs = ""]) => {
    const last = [...signs.matchAll(/translate\((\d+)\)/g)].at(-1)?.[1] ?? 0;
    return Number(x) + (Number(last) + 600) * Number(scale);
  });
}

describe("the share image of a result", () => {
  it.each([
    ["an ordinary result", result({})],
    ["the longest name", result({}, "W".repeat(50))],
    ["a score of eight figures", result({ final_score: 98_765_432 })],
    [
      "a long mode that is unranked",
      result({ status: "UNRANKED", session: { ...result({}).session, mode: "daily" } }),
    ],
  ])("keeps %s inside the image", (_, example) => {
    const ends = rightEnds(drawResult(example, []));
    expect(ends.length).toBeGreaterThan(6);
    for (const end of ends) expect(end).toBeLessThanOrEqual(1_200 - 60);
  });

  it("draws text as outlines alone, so that no character of a name becomes markup", () => {
    const svg = drawResult(result({}, `"><script>&amp;`), []);
    expect(svg).not.toContain("script");
    expect(svg).not.toContain("&amp;");
    expect(svg).not.toMatch(/<text|href|NaN|undefined/);
  });

  it("leaves out WPM and accuracy of an old result, whose keys were not counted", () => {
    const known = drawResult(result({}), []);
    const unknown = drawResult(result({ standard_wpm: null, key_accuracy: null }), []);
    expect(rightEnds(unknown)).toHaveLength(rightEnds(known).length);
    expect(unknown.length).toBeLessThan(known.length);
    expect(unknown).not.toMatch(/NaN|undefined/);
  });

  it("says when a result does not count", () => {
    const groups = (status: ResultWithPlayer["status"]) =>
      rightEnds(drawResult(result({ status }), [])).length;
    expect(groups("UNRANKED")).toBe(groups("VERIFIED") + 1);
  });

  it("fills the space of the speed line with text where there is no line", () => {
    const stretch = { from: 0, to: 6_000, keys: 25, errors: 0, hits: 0 };
    const baselines = (svg: string) => {
      const heights = [...svg.matchAll(/translate\([\d.]+ ([\d.]+)\) scale/g)].map(([, y]) =>
        Number(y),
      );
      return heights.sort((a, b) => b - a);
    };
    const [withoutLine, withLine] = [[], [stretch, stretch]].map((pace) =>
      baselines(drawResult(result({}), pace)),
    );
    // Below the ground line stand the day, and the speed line's caption where there is a line.
    expect(withoutLine?.filter((y) => y > 556)).toHaveLength(1);
    expect(withLine?.filter((y) => y > 556)).toHaveLength(2);
    expect(withoutLine?.find((y) => y < 556)).toBeGreaterThan(450);
    expect(withLine?.find((y) => y < 556)).toBeLessThan(426);
  });

  it("draws the speed line only for two or more stretches, and only if they have keys", () => {
    const stretch = { from: 0, to: 6_000, keys: 25, errors: 0, hits: 0 };
    expect(drawResult(result({}), [stretch])).not.toContain("stroke-linejoin");
    const still = { ...stretch, keys: 0 };
    expect(drawResult(result({}), [still, still])).not.toContain("stroke-linejoin");
    expect(drawResult(result({}), [stretch, stretch])).toContain("stroke-linejoin");
  });
});
