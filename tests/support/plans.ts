/** Creates plans from the seed's snippets. */
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { DIFFICULTIES, LANGUAGES, type Plan } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";

const snippets = await readSnippets();

/** Returns a plan as the server makes it. Defaults: Python, NORMAL, standard mode, seed 1. */
export function createPlan(overrides: Partial<Plan> = {}): Plan {
  const { language = LANGUAGES[0], difficulty = DIFFICULTIES[1], seed = 1 } = overrides;
  const group = snippets.filter(
    (snippet) => snippet.language === language && snippet.difficulty === difficulty,
  );
  const first = seed % group.length;
  return {
    seed,
    language,
    difficulty,
    mode: "standard",
    engine_version: ENGINE_VERSION,
    snippets: [...group.slice(first), ...group.slice(0, first)].slice(0, 12),
    ...overrides,
  };
}
