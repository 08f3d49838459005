/** All checks of the snippets of the seed. */
import { checkSyntax } from "../../app/code/syntax.ts";
import type { Difficulty, Language } from "../../app/engine/plan.ts";
import type { SeedSnippet } from "../../seed/snippets.ts";
import { checkFile, checkGroups, checkNames, type SourceFile } from "./house-rules.ts";
import { checkLikeness } from "./likeness.ts";
import { byPlace, type Problem } from "./problems.ts";
import { readSurroundings, type Surroundings } from "./surroundings.ts";

/** What to check. Files outside of it are only compared with those inside. */
export interface Scope {
  languages: readonly Language[];
  difficulties: readonly Difficulty[];
}

/** The tools of each language, which take a second to load. */
const LINTERS: Record<
  Language,
  (files: SourceFile[], surroundings: Surroundings) => Promise<Problem[]>
> = {
  PYTHON: async (files, { python }) => (await import("./lint-python.ts")).lintPython(files, python),
  REACT: async (files, { react }) => (await import("./lint-react.ts")).lintReact(files, react),
  JAVASCRIPT: async (files, { javascript }) =>
    (await import("./lint-javascript.ts")).lintJavaScript(files, javascript),
  TYPESCRIPT: async (files, { typescript }) => {
    const { lintTypeScript } = await import("./lint-typescript.ts");
    const { checkTypes } = await import("./typescript-types.ts");
    return [...lintTypeScript(files), ...checkTypes(files, typescript)];
  },
};

/** Returns the syntax errors that the site itself finds, as the linters' parsers are other ones. */
const syntaxErrors = ({ path, snippet_text, language }: SourceFile): Problem[] =>
  checkSyntax(snippet_text, language).map(({ at, message }) => ({
    path: `snippets/${path}`,
    line: snippet_text.slice(0, at).split("\n").length,
    message,
  }));

/** Returns the problems of the surroundings' lists of names, given all files of a language. */
function surroundingNames(language: Language, files: SourceFile[], surroundings: Surroundings) {
  if (language === "TYPESCRIPT") return [];
  const name = language.toLowerCase() as Exclude<keyof Surroundings, "typescript">;
  return checkNames(`surroundings/${name}.txt`, surroundings[name], files);
}

/** Returns the problems of the files in `scope`, of `snippets`, which are all files. */
export async function checkSnippets(
  snippets: SeedSnippet[],
  { languages, difficulties }: Scope,
): Promise<Problem[]> {
  const surroundings = await readSurroundings();
  const problems: Problem[] = [];
  for (const language of languages) {
    const all = snippets.filter((snippet) => snippet.language === language);
    const files = all.filter(({ difficulty }) => difficulties.includes(difficulty));
    problems.push(
      ...files.flatMap(checkFile),
      ...checkGroups(files, difficulties),
      ...checkLikeness(all),
      ...files.flatMap(syntaxErrors),
      ...(await LINTERS[language](files, surroundings)),
      ...(files.length === all.length ? surroundingNames(language, files, surroundings) : []),
    );
  }
  return problems.sort(byPlace);
}
