/** Reads the seed's snippets: one source file each, under `seed/snippets/`. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { statementStarts } from "../app/code/statements.ts";
import { expectedWpm, normalizeText } from "../app/contracts/snippet.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../app/engine/plan.ts";
import { countTokens } from "../app/engine/tokens.ts";

export interface SeedSnippet {
  id: string;
  /** For example `python/easy/loops.1.py`. */
  path: string;
  language: Language;
  difficulty: Difficulty;
  category: string;
  snippet_text: string;
  token_count: number;
  statement_starts: number[];
  expected_wpm: number;
}

const folder = fileURLToPath(new URL("snippets", import.meta.url));

/** Derives a snippet's id from its path, so that seeding again updates the snippet instead of adding it. */
function idOf(path: string): string {
  const hex = createHash("sha256").update(`snippet:${path}`).digest("hex");
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}

async function readGroup(language: Language, difficulty: Difficulty): Promise<SeedSnippet[]> {
  const group = `${language.toLowerCase()}/${difficulty.toLowerCase()}`;
  const names = (await readdir(join(folder, group))).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = `${group}/${name}`;
      const snippet_text = normalizeText(await readFile(join(folder, path), "utf8"));
      return {
        id: idOf(path),
        path,
        language,
        difficulty,
        category: name.split(".")[0] ?? name,
        snippet_text,
        token_count: countTokens(snippet_text),
        statement_starts: statementStarts(snippet_text, language),
        expected_wpm: expectedWpm(language, difficulty),
      };
    }),
  );
}

/** Reads all snippet files, in a fixed order. */
export async function readSnippets(): Promise<SeedSnippet[]> {
  const groups = LANGUAGES.flatMap((language) =>
    DIFFICULTIES.map((difficulty) => readGroup(language, difficulty)),
  );
  return (await Promise.all(groups)).flat();
}
