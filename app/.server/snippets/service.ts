/** The rules of looking after snippets. */
import { z } from "zod";
import { type Diagnostic, formatDiagnostic } from "../../code/diagnostics.ts";
import { checkSnippet, playableAs } from "../../code/rules.ts";
import { difficultySchema, languageSchema } from "../../contracts/game.ts";
import type { Page } from "../../contracts/list.ts";
import type { FieldError } from "../../contracts/problem.ts";
import type {
  SnippetChange,
  SnippetDraft,
  SnippetQuery,
  StoredSnippet,
} from "../../contracts/snippet.ts";
import { countTokens } from "../../engine/v1/tokens.ts";
import type { Actor, Caller } from "../auth/authorization/queries.ts";
import { assertHasRole } from "../auth/authorization/service.ts";
import { type Db, violatedConstraint } from "../db/client.ts";
import { readCursor, writeCursor } from "../db/pages.ts";
import { DomainError } from "../errors.ts";
import { SNIPPETS_A_GAME } from "../games/service.ts";
import {
  findSnippet,
  findSnippets,
  findTaken,
  insertSnippets,
  type NewSnippet,
  type SnippetCursor,
  updateSnippet,
} from "./queries.ts";

const cursorSchema: z.ZodType<SnippetCursor> = z.tuple([
  languageSchema,
  difficultySchema,
  z
    .string()
    .max(50)
    .regex(/^[\x20-\x7e]*$/),
  z.uuid(),
]);

/** A page of snippets. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function snippets(
  db: Db,
  caller: Caller,
  { cursor, ...query }: SnippetQuery,
): Promise<Page<StoredSnippet>> {
  const after = readCursor(cursorSchema, cursor);
  const found = await findSnippets(db, caller, query, after);
  assertHasRole(found.admitted);
  const items = found.snippets.slice(0, query.limit);
  const last = items.at(-1);
  const more = found.snippets.length > query.limit && last;
  return {
    items,
    next_cursor: more
      ? writeCursor([last.language, last.difficulty, last.category, last.id])
      : null,
  };
}

const noSnippet = () => new DomainError("not_found", "There is no such snippet");
const isId = (id: string) => z.uuid().safeParse(id).success;
/** An id that nothing has: who asks for one that is none is still to be told who they are. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** One snippet. @throws `unauthenticated`, `forbidden`, `not_found` */
export async function snippet(db: Db, caller: Caller, id: string): Promise<StoredSnippet> {
  const found = await findSnippet(db, caller, isId(id) ? id : NO_ID);
  assertHasRole(found.admitted);
  if (!found.snippet) throw noSnippet();
  return found.snippet;
}

const textErrors = (faults: Diagnostic[], path = "snippet_text"): FieldError[] =>
  faults.map((fault) => {
    const { line, column } = fault;
    return { path, message: formatDiagnostic(fault), ...(line && column && { line, column }) };
  });

const unplayable = (errors: FieldError[]) =>
  new DomainError("validation_failed", "The game cannot play this code", { errors });

const EXISTS = "This code is a snippet of the language already";
const alreadyThere = (errors: FieldError[]) =>
  new DomainError("snippet_exists", EXISTS, { errors });

const counted = (draft: SnippetDraft): NewSnippet => ({
  ...draft,
  token_count: countTokens(draft.snippet_text),
});

/** What a unique index found too late to say where. */
async function orExists<T>(paths: string[], storing: Promise<T>): Promise<T> {
  try {
    return await storing;
  } catch (error) {
    if (violatedConstraint(error) !== "code_snippets_text_key") throw error;
    throw alreadyThere(paths.map((path) => ({ path, message: EXISTS })));
  }
}

/** Stores a new snippet. @throws `unauthenticated`, `forbidden`, `validation_failed`, `snippet_exists` */
export async function createSnippet(db: Db, actor: Actor, draft: SnippetDraft) {
  const faults = checkSnippet(draft.snippet_text, draft.language, draft.difficulty);
  if (faults.length > 0) throw unplayable(textErrors(faults));
  const storing = insertSnippets(db, actor, [counted(draft)], "snippet.created");
  const { admitted, snippets } = await orExists(["snippet_text"], storing);
  assertHasRole(admitted);
  const [snippet] = snippets;
  if (!snippet) throw alreadyThere([{ path: "snippet_text", message: EXISTS }]);
  return snippet;
}

/** What is told of one snippet of many at the most. */
const FAULTS_OF_ONE = 3;
const pathOf = (place: number) => `snippets.${place}.snippet_text`;

/** What speaks against each draft by itself, and beside those before it, with its place in the path. */
function errorsAmong(drafts: SnippetDraft[]): FieldError[] {
  const places = new Map<string, number>();
  return drafts.flatMap(({ snippet_text: text, language, difficulty }, place) => {
    const faults = checkSnippet(text, language, difficulty).slice(0, FAULTS_OF_ONE);
    const key = `${language} ${text}`;
    const twin = places.get(key);
    places.set(key, twin ?? place);
    if (twin !== undefined) faults.push({ message: `The same code as number ${twin + 1}` });
    return textErrors(faults, pathOf(place));
  });
}

const takenErrors = (taken: number[]): FieldError[] =>
  taken.map((place) => ({ path: pathOf(place), message: EXISTS }));

/** What speaks against importing the drafts; nothing is stored. @throws `unauthenticated`, `forbidden` */
export async function checkImport(
  db: Db,
  caller: Caller,
  drafts: SnippetDraft[],
): Promise<FieldError[]> {
  const { admitted, taken } = await findTaken(db, caller, drafts.map(counted));
  assertHasRole(admitted);
  return [...errorsAmong(drafts), ...takenErrors(taken)];
}

/**
 * Stores all of the drafts, or none.
 *
 * @throws `unauthenticated`, `forbidden`, `validation_failed`, `snippet_exists`; with errors by place
 */
export async function importSnippets(
  db: Db,
  actor: Actor,
  drafts: SnippetDraft[],
): Promise<StoredSnippet[]> {
  const errors = errorsAmong(drafts);
  if (errors.length > 0) throw unplayable(errors);
  const storing = insertSnippets(db, actor, drafts.map(counted), "snippet.imported");
  const { admitted, taken, snippets } = await orExists([], storing);
  assertHasRole(admitted);
  if (taken.length > 0) throw alreadyThere(takenErrors(taken));
  return snippets;
}

/** `change` with the text that it leaves out, when whether that fits is the question. */
async function withText(db: Db, caller: Caller, id: string, change: SnippetChange) {
  const { language, difficulty, snippet_text } = change;
  if (snippet_text !== undefined || !(language || difficulty)) return change;
  const stored = await snippet(db, caller, id);
  return {
    ...change,
    snippet_text: stored.snippet_text,
    revision: change.revision ?? stored.revision,
  };
}

/**
 * Changes what is given of a snippet. A second round trip is made only for who changes its language
 * or difficulty without sending its text, which has to be read then.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `validation_failed`, `snippet_exists`,
 *   `snippet_changed`, `rotation_too_small`
 */
export async function changeSnippet(
  db: Db,
  actor: Actor,
  id: string,
  asked: SnippetChange,
): Promise<StoredSnippet> {
  if (!isId(id)) return snippet(db, actor, id);
  const { revision, ...change } = await withText(db, actor, id, asked);
  const { snippet_text: text, language, difficulty } = change;
  const playable =
    text === undefined
      ? undefined
      : playableAs(text, language && [language], difficulty && [difficulty]);
  const updating = updateSnippet(db, actor, id, {
    change: { ...change, ...(text !== undefined && { token_count: countTokens(text) }) },
    revision,
    playable,
    least: SNIPPETS_A_GAME,
  });
  const { admitted, changed, snippet: now } = await orExists(["snippet_text"], updating);
  assertHasRole(admitted);
  if (!now) throw noSnippet();
  if (changed) return now;
  if (revision !== undefined && revision !== now.revision) {
    const message = "Somebody changed this snippet since you opened it";
    throw new DomainError("snippet_changed", message);
  }
  const faults = checkSnippet(
    text ?? now.snippet_text,
    language ?? now.language,
    difficulty ?? now.difficulty,
  );
  if (text !== undefined && faults.length > 0) throw unplayable(textErrors(faults));
  const same = Object.entries(change).every(
    ([name, value]) => now[name as keyof typeof now] === value,
  );
  if (same) return now;
  throw new DomainError(
    "rotation_too_small",
    `A game needs ${SNIPPETS_A_GAME} snippets of each language and difficulty: add another first`,
  );
}
