/** What the form of the import asks for: a look at files, or all of them stored. */
import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import {
  type FoundSnippet,
  type SourceFile,
  snippetsIn,
} from "../../../../.server/snippets/files.ts";
import { checkImport, importSnippets } from "../../../../.server/snippets/service.ts";
import { difficultySchema } from "../../../../contracts/game.ts";
import { type FieldError, PROBLEMS } from "../../../../contracts/problem.ts";
import { MOST_IMPORTED, type SnippetDraft } from "../../../../contracts/snippet.ts";
import { countTokens } from "../../../../engine/v1/tokens.ts";
import { isCoded, requireActor, unwrap } from "../../../shared/responses.ts";

export interface ReportItem extends Omit<FoundSnippet, "draft"> {
  draft?: Omit<SnippetDraft, "snippet_text" | "expected_wpm"> | undefined;
  tokens?: number | undefined;
  /** Of the snippet that it became. */
  id?: string | undefined;
}

export interface Outcome {
  /** What is said of all of it. */
  said: string;
  failed: boolean;
  items: ReportItem[];
}

const refusal = (said: string, items: ReportItem[] = []): Outcome => ({
  said,
  failed: true,
  items,
});

/** The form's files. A folder's have their path in it as their name. */
async function filesOf(form: FormData): Promise<SourceFile[]> {
  const files = form.getAll("files").filter((file) => typeof file !== "string");
  const named = files.filter(({ name, size }) => name !== "" || size > 0);
  return Promise.all(named.map(async (file) => ({ name: file.name, text: await file.text() })));
}

const itemOf = ({ name, draft, errors }: FoundSnippet): ReportItem => {
  if (!draft) return { name, errors };
  const { language, difficulty, category, snippet_text } = draft;
  return {
    name,
    errors: [...errors],
    draft: { language, difficulty, category },
    tokens: countTokens(snippet_text),
  };
};

/** Puts what speaks against the drafts, by their places, beside them. */
function note(items: ReportItem[], errors: FieldError[]) {
  const drafted = items.filter(({ draft }) => draft !== undefined);
  for (const { path, message } of errors) drafted[Number(path.split(".")[1])]?.errors.push(message);
}

const things = (count: number) => `${count} ${count === 1 ? "snippet" : "snippets"}`;

/** @returns what came of it, and with which status */
export async function carryOutImport({ request, context }: ActionFunctionArgs) {
  const actor = requireActor(request, context);
  const { db } = context;
  const form = await request.formData().catch(() => new FormData());
  const difficulty = difficultySchema.safeParse(form.get("difficulty")).data;
  const found = snippetsIn(await filesOf(form), difficulty);
  const items = found.map(itemOf);
  const drafts = found.flatMap(({ draft }) => draft ?? []);
  const status = PROBLEMS.validation_failed.status;
  // Also where there is nothing to look for: who asks is asked first.
  const few = drafts.slice(0, MOST_IMPORTED);
  if (
    form.get("act") !== "import" ||
    drafts.length < items.length ||
    drafts.length !== few.length ||
    items.length === 0
  ) {
    note(items, await unwrap(request, context, checkImport(db, actor, few)));
    if (items.length === 0) return { outcome: refusal("Choose some files first."), status };
    if (items.length > MOST_IMPORTED) {
      const said = `These are ${items.length} snippets; at most ${MOST_IMPORTED} go at a time.`;
      return { outcome: refusal(said), status };
    }
    const wrong = items.filter(({ errors }) => errors.length > 0).length;
    if (wrong > 0) {
      const said = `Nothing is stored: ${wrong} of ${things(items.length)} cannot be.`;
      return { outcome: refusal(said, items), status };
    }
    const said = `${things(items.length)} can be stored. Nothing is yet.`;
    return { outcome: { said, failed: false, items }, status: 200 };
  }
  try {
    const stored = await importSnippets(db, actor, drafts);
    for (const [index, { id }] of stored.entries()) Object.assign(items[index] ?? {}, { id });
    const said = `${things(stored.length)} stored, and in rotation.`;
    return { outcome: { said, failed: false, items }, status: 200 };
  } catch (error) {
    if (!isCoded(error) || !error.errors) return unwrap(request, context, Promise.reject(error));
    note(items, error.errors);
    const wrong = items.filter(({ errors }) => errors.length > 0).length;
    const said = `Nothing is stored: ${wrong} of ${things(items.length)} cannot be.`;
    return { outcome: refusal(said, items), status: PROBLEMS[error.code].status };
  }
}
