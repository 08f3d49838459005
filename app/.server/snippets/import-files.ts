/** Reads snippets from files: source files, whose path gives language, difficulty and category, and JSON lists. */
import type { z } from "zod";
import { fieldErrors } from "../../contracts/problem.ts";
import {
  expectedWpm,
  MAX_IMPORTED,
  type SnippetDraft,
  snippetDraftSchema,
} from "../../contracts/snippet.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../engine/plan.ts";

export interface SourceFile {
  /** The path, as far as it is known: `python/easy/loops.1.py`, or `loops.1.py`. */
  name: string;
  text: string;
}

/** A snippet of a file, or the errors that keep it from being one. */
export interface ParsedSnippet {
  name: string;
  draft?: SnippetDraft;
  errors: string[];
}

const LANGUAGE_BY_EXTENSION: Record<string, Language> = {
  py: "PYTHON",
  jsx: "REACT",
  js: "JAVASCRIPT",
  ts: "TYPESCRIPT",
};

const messagesOf = (error: z.core.$ZodError) =>
  fieldErrors(error).map(({ path, message }) => (path ? `${path}: ${message}` : message));

function parseDraft(name: string, value: unknown): ParsedSnippet {
  const draft = snippetDraftSchema.safeParse(value);
  if (draft.success) return { name, draft: draft.data, errors: [] };
  return { name, errors: messagesOf(draft.error) };
}

/** Returns the value with the name of a folder, in any case. */
const findByName = <Value extends string>(values: readonly Value[], folder: string | undefined) =>
  values.find((value) => value.toLowerCase() === folder?.toLowerCase());

function parseSource(
  { name, text }: SourceFile,
  defaultDifficulty: Difficulty | undefined,
): ParsedSnippet {
  const folders = name.split(/[/\\]/);
  const [category, ...rest] = (folders.pop() ?? "").split(".");
  const extension = rest.at(-1)?.toLowerCase() ?? "";
  const difficulty = findByName(DIFFICULTIES, folders.at(-1)) ?? defaultDifficulty;
  const language = findByName(LANGUAGES, folders.at(-2)) ?? LANGUAGE_BY_EXTENSION[extension];
  if (!language) return { name, errors: ["No .py, .js, .jsx or .ts file, and no .json"] };
  if (LANGUAGE_BY_EXTENSION[extension] !== language) {
    return { name, errors: [`A .${extension} file in the folder of ${language}`] };
  }
  if (!difficulty) return { name, errors: ["Its folder names no difficulty: choose one"] };
  const expected_wpm = expectedWpm(language, difficulty);
  return parseDraft(name, { language, difficulty, category, snippet_text: text, expected_wpm });
}

function parseJson({ name, text }: SourceFile): ParsedSnippet[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ name, errors: ["Not JSON"] }];
  }
  const list = Array.isArray(value) ? value : (value as { snippets?: unknown } | null)?.snippets;
  if (!Array.isArray(list))
    return [{ name, errors: ['Not a list of snippets, nor { "snippets": [ … ] }'] }];
  // Checked before the items are parsed: half a megabyte of JSON can hold 250,000 empty ones.
  if (list.length > MAX_IMPORTED) return [{ name, errors: [`More than ${MAX_IMPORTED} snippets`] }];
  return list.map((item, index) => parseDraft(`${name} ${index + 1}`, item));
}

/** Some editors write it at the start of a file, to mark the encoding. */
const BYTE_ORDER_MARK = /^\ufeff/;

/** Reads the snippets of files. @param defaultDifficulty for source files whose folder names none */
export const readSnippetFiles = (
  files: SourceFile[],
  defaultDifficulty: Difficulty | undefined,
): ParsedSnippet[] =>
  files.flatMap(({ name, text }) => {
    const file = { name, text: text.replace(BYTE_ORDER_MARK, "") };
    return /\.json$/i.test(name) ? parseJson(file) : [parseSource(file, defaultDifficulty)];
  });
