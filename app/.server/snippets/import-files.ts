/** Reads snippets from files: source files, whose path gives language, difficulty and category, and JSON lists. */
import type { z } from "zod";
import { decodeSource } from "../../code/decode-source.ts";
import { formatDiagnostic } from "../../code/diagnostics.ts";
import { fieldErrors, MAX_ERRORS } from "../../contracts/problem.ts";
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
  bytes: Uint8Array;
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

/** The most characters that are shown of a file's name. */
const MAX_NAME = 100;

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
  name: string,
  text: string,
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

/** Returns the values of a JSON file's list, or the error that it has none. */
function readList(text: string): unknown[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "Not JSON";
  }
  const list = Array.isArray(value) ? value : (value as { snippets?: unknown } | null)?.snippets;
  if (!Array.isArray(list)) return 'Not a list of snippets, nor { "snippets": [ … ] }';
  return list.length > MAX_IMPORTED ? `More than ${MAX_IMPORTED} snippets` : list;
}

function* parseFile(
  { name: path, bytes }: SourceFile,
  defaultDifficulty: Difficulty | undefined,
): Generator<ParsedSnippet> {
  const name = path.slice(-MAX_NAME);
  const source = decodeSource(bytes);
  if ("error" in source) {
    yield { name, errors: [formatDiagnostic(source.error)] };
    return;
  }
  if (!/\.json$/i.test(path)) {
    yield { ...parseSource(path, source.text, defaultDifficulty), name };
    return;
  }
  const list = readList(source.text);
  if (typeof list === "string") yield { name, errors: [list] };
  else for (const [index, item] of list.entries()) yield parseDraft(`${name} ${index + 1}`, item);
}

/** The snippets of files, as far as they were read. */
export interface ReadSnippets {
  found: ParsedSnippet[];
  /** Whether there are more, which were not read after the last error of an answer, or of an import's size. */
  hasMore: boolean;
}

/**
 * Reads the snippets of files, up to the last error that an answer has, or the last snippet that an import may have.
 * Half a megabyte of JSON can hold 250,000 snippets without a field, each with five errors.
 *
 * @param defaultDifficulty for source files whose folder names none
 */
export function readSnippetFiles(
  files: SourceFile[],
  defaultDifficulty: Difficulty | undefined,
): ReadSnippets {
  const found: ParsedSnippet[] = [];
  let errors = 0;
  for (const file of files) {
    for (const snippet of parseFile(file, defaultDifficulty)) {
      if (errors >= MAX_ERRORS || found.length >= MAX_IMPORTED) return { found, hasMore: true };
      found.push(snippet);
      errors += snippet.errors.length;
    }
  }
  return { found, hasMore: false };
}
