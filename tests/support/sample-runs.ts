/** Sample runs for tests of the engine, played by the seed's player. */
import type { Difficulty, Language } from "../../app/engine/plan.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import type { RecordedRun } from "../../app/engine/replay.ts";
import { play } from "../../seed/player.ts";
import { createPlan } from "./plans.ts";

/** Plays forty runs in all languages and difficulties, at 15 to 171 words a minute. */
export function playSampleRuns(): RecordedRun[] {
  return Array.from({ length: 40 }, (_, index) => {
    const plan = createPlan({
      seed: (index * 104_729_001) % 2 ** 31,
      language: LANGUAGES[index % 4] as Language,
      difficulty: DIFFICULTIES[(index >> 2) % 4] as Difficulty,
      mode: index % 5 === 0 ? "relaxed" : "standard",
    });
    const { keys, outcome, endedAt } = play(plan, {
      wpm: 15 + index * 4,
      errors: index * 3,
      until: 150_000,
      seed: index + 1,
    });
    return { plan, keys, outcome, endedAt };
  });
}
