/** Snippets out of files: source files, whose path tells what they are, and lists as JSON. */
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
  /** With as much of its folders as is known: `python/easy/loops.1.py`, or `loops.1.py`. */
  name: string;
  text: string;
}

/** What a file has in it: a snippet, or what keeps it from being one. */
export interface FoundSnippet {
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

function read(name: string, given: unknown): FoundSnippet {
  const draft = snippetDraftSchema.safeParse(given);
  if (draft.success) return { name, draft: draft.data, errors: [] };
  return { name, errors: said(draft.error) };
}

const said = (error: z.core.$ZodError) =>
  fieldErrors(error).map(({ path, message }) => (path ? `${path}: ${message}` : message));

/** The value that a folder of that name stands for. */
const named = <Value extends string>(values: readonly Value[], folder: string | undefined) =>
  values.find((value) => value.toLowerCase() === folder?.toLowerCase());

function fromSource({ name, text }: SourceFile, otherwise: Difficulty | undefined): FoundSnippet {
  const folders = name.split(/[/\\]/);
  const [category, ...rest] = (folders.pop() ?? "").split(".");
  const extension = rest.at(-1)?.toLowerCase() ?? "";
  const difficulty = named(DIFFICULTIES, folders.at(-1)) ?? otherwise;
  const language = named(LANGUAGES, folders.at(-2)) ?? LANGUAGE_BY_EXTENSION[extension];
  if (!language) return { name, errors: ["No .py, .js, .jsx or .ts file, and no .json"] };
  if (LANGUAGE_BY_EXTENSION[extension] !== language) {
    return { name, errors: [`A .${extension} file in the folder of ${language}`] };
  }
  if (!difficulty) return { name, errors: ["Its folder names no difficulty: choose one"] };
  const expected_wpm = expectedWpm(language, difficulty);
  return read(name, { language, difficulty, category, snippet_text: text, expected_wpm });
}

function fromJson({ name, text }: SourceFile): FoundSnippet[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ name, errors: ["Not JSON"] }];
  }
  const list = Array.isArray(value) ? value : (value as { snippets?: unknown } | null)?.snippets;
  if (!Array.isArray(list))
    return [{ name, errors: ['Not a list of snippets, nor { "snippets": [ … ] }'] }];
  // Before each is looked at: half a megabyte holds a quarter of a million of nothing.
  if (list.length > MAX_IMPORTED) return [{ name, errors: [`More than ${MAX_IMPORTED} snippets`] }];
  return list.map((given, index) => read(`${name} ${index + 1}`, given));
}

/** Some editors begin a file with it; it says how the file is written, and is none of its text. */
const BYTE_ORDER_MARK = /^\ufeff/;

/** @param otherwise the difficulty of files whose folder names none */
export const snippetsIn = (
  files: SourceFile[],
  otherwise: Difficulty | undefined,
): FoundSnippet[] =>
  files.flatMap(({ name, text }) => {
    const file = { name, text: text.replace(BYTE_ORDER_MARK, "") };
    return /\.json$/i.test(name) ? fromJson(file) : [fromSource(file, otherwise)];
  });
