/** The action of the import form: checks files of snippets, or stores them all. */

import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import {
  type ParsedSnippet,
  readSnippetFiles,
  type SourceFile,
} from "../../../../.server/snippets/import-files.ts";
import { checkImport, importSnippets } from "../../../../.server/snippets/service.ts";
import { difficultySchema } from "../../../../contracts/game.ts";
import { type FieldError, MAX_ERRORS, PROBLEMS } from "../../../../contracts/problem.ts";
import type { SnippetDraft } from "../../../../contracts/snippet.ts";
import { MAX_IMPORTED } from "../../../../contracts/snippet.ts";
import { countTokens } from "../../../../engine/tokens.ts";
import { plural } from "../../../../ui/text/plural.ts";
import { requireActor } from "../../../shared/authentication.ts";
import { isCoded, throwErrorPage, unwrap } from "../../../shared/responses.ts";

export interface ReportItem extends Omit<ParsedSnippet, "draft"> {
  draft?: Omit<SnippetDraft, "snippet_text" | "expected_wpm"> | undefined;
  tokens?: number | undefined;
  /** Whether the check ended before this snippet. */
  unchecked?: boolean | undefined;
  /** The id of the stored snippet. */
  id?: string | undefined;
}

/** What the page shows after a check or an import. */
export interface ImportOutcome {
  message: string;
  failed: boolean;
  items: ReportItem[];
}

interface ImportReply {
  outcome: ImportOutcome;
  /** The HTTP status. */
  status: number;
}

const INVALID = PROBLEMS.validation_failed.status;

const success = (message: string, items: ReportItem[]): ImportReply => ({
  outcome: { message, failed: false, items },
  status: 200,
});

const failure = (
  message: string,
  items: ReportItem[] = [],
  status: number = INVALID,
): ImportReply => ({
  outcome: { message, failed: true, items },
  status,
});

/** Returns the files of the form. Files of an uploaded folder have their path as their name. */
async function filesOf(form: FormData): Promise<SourceFile[]> {
  const files = form.getAll("files").filter((file) => typeof file !== "string");
  const named = files.filter(({ name, size }) => name !== "" || size > 0);
  return Promise.all(
    named.map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/** Returns the line of the report for a snippet that was found in a file. */
const itemOf = ({ name, draft, errors }: ParsedSnippet): ReportItem => {
  if (!draft) return { name, errors };
  const { language, difficulty, category, snippet_text } = draft;
  return {
    name,
    errors: [...errors],
    draft: { language, difficulty, category },
    tokens: countTokens(snippet_text),
  };
};

/** Adds the errors of drafts, whose paths begin with `snippets.<index>`, to the items of those drafts. */
function addErrors(items: ReportItem[], errors: FieldError[]) {
  const drafted = items.filter(({ draft }) => draft !== undefined);
  for (const { path, message } of errors) drafted[Number(path.split(".")[1])]?.errors.push(message);
}

/** Marks the items of the drafts from place `checked` on, which were not parsed. */
function markUnchecked(items: ReportItem[], checked: number) {
  const drafted = items.filter(({ draft }) => draft !== undefined);
  for (const item of drafted.slice(checked)) item.unchecked = true;
}

const counted = (items: unknown[]) => `${items.length} ${plural(items.length, "snippet")}`;

/** @param hasMore whether there are snippets besides the items, which were not read */
function refuseAll(items: ReportItem[], hasMore: boolean, status?: number): ImportReply {
  const wrong = items.filter(({ errors }) => errors.length > 0).length;
  const isPartial = hasMore || items.some(({ unchecked }) => unchecked);
  const rest = isPartial ? " The rest was not looked at after these." : "";
  const message = `Nothing is stored: ${wrong} of ${counted(items)} cannot be.${rest}`;
  return failure(message, items, status);
}

/** Replies to an import whose items were checked and not stored. */
function replyChecked(items: ReportItem[], hasMore: boolean): ImportReply {
  if (items.length === 0) return failure("Choose some files first.");
  if (hasMore && items.length >= MAX_IMPORTED) {
    return failure(`These are more than ${MAX_IMPORTED} snippets, and no more go at a time.`);
  }
  if (items.some(({ errors }) => errors.length > 0)) return refuseAll(items, hasMore);
  return success(`${counted(items)} can be stored. Nothing is yet.`, items);
}

/** Checks or stores the files of the form, as its button `act` says: all of them, or none. */
export async function handleImport({ request, context }: ActionFunctionArgs): Promise<ImportReply> {
  const actor = requireActor(request, context);
  const { db } = context;
  const form = await request.formData().catch(() => new FormData());
  const difficulty = difficultySchema.safeParse(form.get("difficulty")).data;
  const { found, hasMore } = readSnippetFiles(await filesOf(form), difficulty);
  const items = found.map(itemOf);
  const drafts = found.flatMap(({ draft }) => draft ?? []);
  const importable = items.length > 0 && drafts.length === items.length && !hasMore;
  if (form.get("act") !== "import" || !importable) {
    // Called even without any drafts, because it checks the role.
    const checking = checkImport(db, actor, drafts);
    const { errors, checked } = await unwrap(request, context, checking);
    addErrors(items, errors);
    markUnchecked(items, checked);
    return replyChecked(items, hasMore);
  }
  try {
    const stored = await importSnippets(db, actor, drafts);
    for (const [index, { id }] of stored.entries()) Object.assign(items[index] ?? {}, { id });
    return success(`${counted(stored)} stored, and in rotation.`, items);
  } catch (error) {
    if (!isCoded(error) || !error.errors) return throwErrorPage(request, context, error);
    addErrors(items, error.errors);
    // Errors of the code come before the statement, in the order of the drafts, and end with the last that fits.
    const last = error.errors[MAX_ERRORS - 1]?.path.split(".")[1];
    if (last !== undefined) markUnchecked(items, Number(last) + 1);
    return refuseAll(items, hasMore, PROBLEMS[error.code].status);
  }
}
