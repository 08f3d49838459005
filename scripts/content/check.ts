/** All checks of the snippets of the seed. */

import { checkSyntax } from "../../app/code/syntax.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import type { SeedSnippet } from "../../seed/snippets.ts";
import { checkFile, checkGroups, checkNames } from "./house-rules.ts";
import { checkLikeness } from "./likeness.ts";
import { lintJavaScript } from "./lint-javascript.ts";
import { lintPython } from "./lint-python.ts";
import { byPlace, type Problem } from "./problems.ts";
import { readSurroundings } from "./surroundings.ts";
import { checkTypes } from "./typescript-types.ts";

/** What to check. Files outside of it are only compared with those inside. */
export interface Scope {
  languages: readonly Language[];
  difficulties: readonly Difficulty[];
}

export const EVERYTHING: Scope = { languages: LANGUAGES, difficulties: DIFFICULTIES };

/** Returns the problems of the files in `scope`, of `snippets`, which are all files. */
export async function checkSnippets(
  snippets: SeedSnippet[],
  { languages, difficulties }: Scope,
): Promise<Problem[]> {
  const surroundings = await readSurroundings();
  const ofLanguages = snippets.filter(({ language }) => languages.includes(language));
  const files = ofLanguages.filter(({ difficulty }) => difficulties.includes(difficulty));
  const problems = [
    ...files.flatMap(checkFile),
    ...checkGroups(files, difficulties),
    ...languages.flatMap((language) =>
      checkLikeness(ofLanguages.filter((file) => file.language === language)),
    ),
    ...files.flatMap(({ path, snippet_text, language }) =>
      checkSyntax(snippet_text, language).map(({ at, message }) => ({
        path: `snippets/${path}`,
        line: snippet_text.slice(0, at).split("\n").length,
        message,
      })),
    ),
    ...lintJavaScript(files, surroundings),
  ];
  if (languages.includes("PYTHON")) {
    const python = files.filter(({ language }) => language === "PYTHON");
    problems.push(...lintPython(python, surroundings.python));
  }
  if (languages.includes("TYPESCRIPT"))
    problems.push(...checkTypes(files, surroundings.typescript));
  if (difficulties.length === DIFFICULTIES.length) {
    for (const language of ["PYTHON", "JAVASCRIPT", "REACT"] as const) {
      if (!languages.includes(language)) continue;
      const name = language.toLowerCase() as "python" | "javascript" | "react";
      const users = files.filter((file) => file.language === language);
      problems.push(...checkNames(`surroundings/${name}.txt`, surroundings[name], users));
    }
  }
  return problems.sort(byPlace);
}
