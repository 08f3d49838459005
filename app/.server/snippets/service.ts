/** The rules of editing and importing snippets. */
import { z } from "zod";
import { type Diagnostic, formatDiagnostic } from "../../code/diagnostics.ts";
import { checkSnippet, playableAs } from "../../code/rules.ts";
import { statementStarts } from "../../code/statements.ts";
import { difficultySchema, languageSchema } from "../../contracts/game.ts";
import type { Page } from "../../contracts/list.ts";
import { type FieldError, MAX_ERRORS } from "../../contracts/problem.ts";
import type {
  SnippetChange,
  SnippetDraft,
  SnippetQuery,
  StoredSnippet,
} from "../../contracts/snippet.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { countTokens } from "../../engine/tokens.ts";
import type { Actor, Caller } from "../auth/authorization/queries.ts";
import { assertHasRole, confirmRole } from "../auth/authorization/service.ts";
import { type Db, violatedConstraint } from "../db/client.ts";
import { pageFrom, readCursor } from "../db/pages.ts";
import { uuidOrNull } from "../db/rows.ts";
import { DomainError } from "../errors.ts";
import { updateSnippet } from "./changes/queries.ts";
import {
  findSnippet,
  findSnippets,
  findTaken,
  insertSnippets,
  type NewSnippet,
  type SnippetCursor,
} from "./queries.ts";

/** The fewest snippets of a language and difficulty that leave a run something new for some minutes. */
export const SMALLEST_ROTATION = 12;

const cursorSchema: z.ZodType<SnippetCursor> = z.tuple([
  languageSchema,
  difficultySchema,
  z
    .string()
    .max(50)
    .regex(/^[\x20-\x7e]*$/),
  z.uuid(),
]);

/** Returns a page of snippets. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function listSnippets(
  db: Db,
  caller: Caller,
  { cursor, ...query }: SnippetQuery,
): Promise<Page<StoredSnippet>> {
  const after = readCursor(cursorSchema, cursor);
  const { has_role, snippets } = await findSnippets(db, caller, query, after);
  assertHasRole(has_role);
  return pageFrom(snippets, query.limit, ({ language, difficulty, category, id }) => [
    language,
    difficulty,
    category,
    id,
  ]);
}

const noSnippet = () => new DomainError("not_found", "There is no such snippet");

/** Returns one snippet. @throws `unauthenticated`, `forbidden`, `not_found` */
export async function getSnippet(db: Db, caller: Caller, id: string): Promise<StoredSnippet> {
  const { has_role, snippet } = await findSnippet(db, caller, uuidOrNull(id));
  assertHasRole(has_role);
  if (!snippet) throw noSnippet();
  return snippet;
}

const textErrors = (faults: Diagnostic[], path = "snippet_text"): FieldError[] =>
  faults.map((fault) => {
    const { line, column } = fault;
    return { path, message: formatDiagnostic(fault), ...(line && column && { line, column }) };
  });

const unplayable = (errors: FieldError[]) =>
  new DomainError("validation_failed", "The game cannot play this code", { errors });

const ALREADY_THERE = "This code is a snippet of the language already";
const alreadyThere = (errors: FieldError[]) =>
  new DomainError("snippet_exists", ALREADY_THERE, { errors });

const withComputed = (draft: SnippetDraft): NewSnippet => ({
  ...draft,
  token_count: countTokens(draft.snippet_text),
  statement_starts: statementStarts(draft.snippet_text, draft.language),
});

/** Awaits `storing`. Throws `snippet_exists`, with an error for each of `paths`, if another snippet already has the text. */
async function orAlreadyThere<T>(paths: string[], storing: Promise<T>): Promise<T> {
  try {
    return await storing;
  } catch (error) {
    if (violatedConstraint(error) !== "code_snippets_text_key") throw error;
    throw alreadyThere(paths.map((path) => ({ path, message: ALREADY_THERE })));
  }
}

/**
 * Stores a new snippet. It takes two round trips, because the database confirms the role before the code is parsed
 * (docs/decisions/0033).
 *
 * @throws `unauthenticated`, `forbidden`, `validation_failed`, `snippet_exists`
 */
export async function createSnippet(db: Db, actor: Actor, draft: SnippetDraft) {
  await confirmRole(db, actor, "ADMIN");
  const faults = checkSnippet(draft.snippet_text, draft.language, draft.difficulty);
  if (faults.length > 0) throw unplayable(textErrors(faults));
  const storing = insertSnippets(db, actor, [withComputed(draft)], "snippet.created");
  const { has_role, snippets } = await orAlreadyThere(["snippet_text"], storing);
  assertHasRole(has_role);
  const [snippet] = snippets;
  if (!snippet) throw alreadyThere([{ path: "snippet_text", message: ALREADY_THERE }]);
  return snippet;
}

/** The most faults that an import reports of one snippet. */
const MAX_FAULTS_EACH = 3;
const pathOf = (place: number) => `snippets.${place}.snippet_text`;

/** The errors of an import, and how many of its drafts were checked for them. */
export interface ImportCheck {
  errors: FieldError[];
  checked: number;
}

/**
 * Checks the drafts, that none repeats an earlier one, and that none is at a place in `taken`; the paths of errors have
 * the draft's place. Ends with the draft that has the last error of an answer, so that the others are not parsed.
 */
function checkDrafts(drafts: SnippetDraft[], taken: number[] = []): ImportCheck {
  const places = new Map<string, number>();
  const errors: FieldError[] = [];
  let checked = 0;
  for (const [place, { snippet_text: text, language, difficulty }] of drafts.entries()) {
    if (errors.length >= MAX_ERRORS) break;
    const faults = checkSnippet(text, language, difficulty).slice(0, MAX_FAULTS_EACH);
    const key = `${language} ${text}`;
    const earlier = places.get(key);
    places.set(key, earlier ?? place);
    if (earlier !== undefined) faults.push({ message: `The same code as number ${earlier + 1}` });
    if (taken.includes(place)) faults.push({ message: ALREADY_THERE });
    errors.push(...textErrors(faults, pathOf(place)));
    checked = place + 1;
  }
  return { errors, checked };
}

/** Returns the errors that an import of the drafts would have; nothing is stored. @throws `unauthenticated`, `forbidden` */
export async function checkImport(
  db: Db,
  caller: Caller,
  drafts: SnippetDraft[],
): Promise<ImportCheck> {
  const { has_role, taken } = await findTaken(db, caller, drafts);
  assertHasRole(has_role);
  return checkDrafts(drafts, taken);
}

/**
 * Stores all drafts, or none, in two round trips as `createSnippet`.
 *
 * @throws `unauthenticated`, `forbidden`, `validation_failed`, `snippet_exists`; their errors name the draft's place
 */
export async function importSnippets(
  db: Db,
  actor: Actor,
  drafts: SnippetDraft[],
): Promise<StoredSnippet[]> {
  await confirmRole(db, actor, "ADMIN");
  const { errors } = checkDrafts(drafts);
  if (errors.length > 0) throw unplayable(errors);
  const storing = insertSnippets(db, actor, drafts.map(withComputed), "snippet.imported");
  const { has_role, taken, snippets } = await orAlreadyThere([], storing);
  assertHasRole(has_role);
  if (taken.length > 0) {
    const first = taken.slice(0, MAX_ERRORS);
    throw alreadyThere(first.map((place) => ({ path: pathOf(place), message: ALREADY_THERE })));
  }
  return snippets;
}

/**
 * Confirms the role for a change with a text, which will be parsed. Adds the stored text to a change of language or
 * difficulty without one, because the rules depend on all three; then the change is one of the stored revision.
 */
async function withText(db: Db, caller: Caller, id: string, change: SnippetChange) {
  const { language, difficulty, snippet_text } = change;
  if (snippet_text !== undefined) {
    await confirmRole(db, caller, "ADMIN");
    return change;
  }
  if (!language && !difficulty) return change;
  const stored = await getSnippet(db, caller, id);
  return {
    ...change,
    snippet_text: stored.snippet_text,
    revision: change.revision ?? stored.revision,
  };
}

/** Returns what is computed from a changed text, for each language that it may have. */
const computedFor = (text: string, playable: [Language, Difficulty][] = []) => ({
  token_count: countTokens(text),
  statement_starts: Object.fromEntries(
    [...new Set(playable.map(([language]) => language))].map((language) => [
      language,
      statementStarts(text, language),
    ]),
  ),
});

/**
 * Changes the given fields of a snippet. This takes a second round trip for a change of language, difficulty or text:
 * the database confirms the role before the code is parsed, and gives the text if it is not sent along.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `validation_failed`, `snippet_exists`,
 *   `snippet_changed`, `rotation_too_small`
 */
export async function changeSnippet(
  db: Db,
  actor: Actor,
  id: string,
  request: SnippetChange,
): Promise<StoredSnippet> {
  const { revision, ...change } = await withText(db, actor, id, request);
  const { snippet_text: text, language, difficulty } = change;
  const playable =
    text === undefined
      ? undefined
      : playableAs(text, language && [language], difficulty && [difficulty]);
  const updating = updateSnippet(db, actor, uuidOrNull(id), {
    change,
    computed: text === undefined ? undefined : computedFor(text, playable),
    revision,
    playable,
    smallestRotation: SMALLEST_ROTATION,
  });
  const { has_role, refusal, snippet } = await orAlreadyThere(["snippet_text"], updating);
  assertHasRole(has_role);
  if (!snippet) throw noSnippet();
  switch (refusal) {
    case "snippet_changed":
      throw new DomainError(refusal, "Somebody changed this snippet since you opened it");
    case "unplayable": {
      const faults = checkSnippet(
        text ?? snippet.snippet_text,
        language ?? snippet.language,
        difficulty ?? snippet.difficulty,
      );
      throw unplayable(textErrors(faults));
    }
    case "rotation_too_small":
      throw new DomainError(
        refusal,
        `A game needs ${SMALLEST_ROTATION} snippets of each language and difficulty: add another first`,
      );
    default:
      return snippet;
  }
}
