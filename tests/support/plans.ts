/** Plans made of the real snippets. */

import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { DIFFICULTIES, LANGUAGES, type Plan } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";

const snippets = await readSnippets();

/** A plan as the server would make it; a missing field is Python, NORMAL, standard, seed 1. */
export function planOf(overrides: Partial<Plan> = {}): Plan {
  const { language = LANGUAGES[0], difficulty = DIFFICULTIES[1], seed = 1 } = overrides;
  const group = snippets.filter(
    (one) => one.language === language && one.difficulty === difficulty,
  );
  const turn = seed % group.length;
  return {
    seed,
    language,
    difficulty,
    mode: "standard",
    engine_version: ENGINE_VERSION,
    snippets: [...group.slice(turn), ...group.slice(0, turn)].slice(0, 12),
    ...overrides,
  };
}
