/** Creates plans from the seed's snippets. */
import { statementStarts } from "../../app/code/statements.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import {
  DIFFICULTIES,
  type Difficulty,
  LANGUAGES,
  type Language,
  type Plan,
} from "../../app/engine/plan.ts";
import { readSnippets, type SeedSnippet } from "../../seed/snippets.ts";

const snippets = await readSnippets();

type GroupSnippet = SeedSnippet & { statement_starts: number[] };
const groups = new Map<string, GroupSnippet[]>();

/** Returns the snippets of a group. Parsing them for their statements takes a fifth of a second, so it happens once. */
function groupOf(language: Language, difficulty: Difficulty): GroupSnippet[] {
  const name = `${language} ${difficulty}`;
  const known = groups.get(name);
  if (known) return known;
  const group = snippets
    .filter((snippet) => snippet.language === language && snippet.difficulty === difficulty)
    .map((snippet) => ({
      ...snippet,
      statement_starts: statementStarts(snippet.snippet_text, language),
    }));
  groups.set(name, group);
  return group;
}

/** Returns a plan as the server makes it. Defaults: Python, NORMAL, standard mode, seed 1. */
export function createPlan(overrides: Partial<Plan> = {}): Plan {
  const { language = LANGUAGES[0], difficulty = DIFFICULTIES[1], seed = 1 } = overrides;
  const group = overrides.snippets ? [] : groupOf(language, difficulty);
  const first = seed % Math.max(1, group.length);
  return {
    seed,
    language,
    difficulty,
    mode: "standard",
    engine_version: ENGINE_VERSION,
    snippets: [...group.slice(first), ...group.slice(0, first)],
    ...overrides,
  };
}
