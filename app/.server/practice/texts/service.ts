/** The rules of own texts: their owner alone reads and changes them (docs/decisions/0049-own-texts.md). */
import { formatDiagnostic } from "../../../code/diagnostics.ts";
import { checkOwnText, ownTextStarts } from "../../../code/own-text.ts";
import type { Page, PageQuery } from "../../../contracts/list.ts";
import {
  lineCount,
  MOST_TEXTS,
  type OwnText,
  type OwnTextDraft,
  type OwnTextSummary,
} from "../../../contracts/own-text.ts";
import { expectedWpm } from "../../../contracts/snippet.ts";
import { countTokens } from "../../../engine/tokens.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import {
  type CheckedText,
  deleteText,
  findSummaries,
  findText,
  findTexts,
  insertText,
  updateText,
} from "./queries.ts";

const noText = () => new DomainError("not_found", "You have no such text");

/** Returns all texts of the caller without their code, the latest changed first. @throws `unauthenticated` */
export async function ownTextList(db: Db, caller: Caller): Promise<OwnTextSummary[]> {
  const texts = await findSummaries(db, caller);
  if (!texts) throw inactiveAccount();
  return texts;
}

/** Returns a page of the caller's texts, the latest changed first. @throws `unauthenticated`, `validation_failed` */
export async function ownTexts(
  db: Db,
  caller: Caller,
  { limit, cursor }: PageQuery,
): Promise<Page<OwnText>> {
  const texts = await findTexts(db, caller, limit, readCursor(timeCursorSchema, cursor));
  if (!texts) throw inactiveAccount();
  return pageFrom(texts, limit, ({ updated_at, id }) => [updated_at, id]);
}

/** Returns a text of the caller. @throws `unauthenticated`, `not_found`, also for somebody else's text */
export async function ownText(db: Db, caller: Caller, id: string): Promise<OwnText> {
  const text = await findText(db, caller, uuidOrNull(id));
  if (!text) throw inactiveAccount();
  if (text.id === null) throw noText();
  return text;
}

/**
 * Returns the draft with what is computed from its code.
 *
 * The code is parsed before the database is asked: the caller's token is valid, and 16,000 characters take the parser
 * 50 ms at most (docs/decisions/0049-own-texts.md).
 *
 * @throws `validation_failed` with line and column of each fault
 */
function checked(draft: OwnTextDraft): CheckedText {
  const faults = checkOwnText(draft.text, draft.language);
  if (faults.length > 0) {
    const errors = faults.map((fault) => {
      const { line, column } = fault;
      const position = line && column ? { line, column } : {};
      return { path: "text", message: formatDiagnostic(fault), ...position };
    });
    throw new DomainError("validation_failed", "This code cannot be typed or does not parse", {
      errors,
    });
  }
  return {
    ...draft,
    token_count: countTokens(draft.text),
    // What is expected of a snippet of the same language; an own text has no difficulty.
    expected_wpm: expectedWpm(draft.language, "NORMAL"),
    statement_starts: ownTextStarts(draft.text, draft.language),
  };
}

type Stored = Pick<OwnText, "id" | "created_at" | "updated_at">;

function asStored({ title, language, text, token_count }: CheckedText, stored: Stored): OwnText {
  const { id, created_at, updated_at } = stored;
  return {
    ...{ id, title, language, lines: lineCount(text), token_count, created_at, updated_at },
    text,
  };
}

/** Stores a new text. @throws `unauthenticated`, `validation_failed`, `too_many_texts` */
export async function addOwnText(db: Db, caller: Caller, draft: OwnTextDraft): Promise<OwnText> {
  const text = checked(draft);
  const stored = await insertText(db, caller, text, MOST_TEXTS);
  if (!stored) throw inactiveAccount();
  if (stored.id === null) {
    const message = `You have ${MOST_TEXTS} texts, and there is no room for another: delete one first`;
    throw new DomainError("too_many_texts", message, { errors: [{ path: "text", message }] });
  }
  return asStored(text, stored);
}

/**
 * Changes a text. Runs keep the code that they were played with.
 *
 * @throws `unauthenticated`, `validation_failed`, `not_found`, also for somebody else's text
 */
export async function changeOwnText(
  db: Db,
  caller: Caller,
  id: string,
  draft: OwnTextDraft,
): Promise<OwnText> {
  const text = checked(draft);
  const stored = await updateText(db, caller, uuidOrNull(id), text);
  if (!stored) throw inactiveAccount();
  if (stored.id === null) throw noText();
  return asStored(text, stored);
}

/**
 * Deletes a text with every version of its code and the keys of its runs, which keep their figures.
 *
 * @throws `unauthenticated`, `not_found`, also for somebody else's text
 */
export async function deleteOwnText(db: Db, caller: Caller, id: string): Promise<void> {
  const deleted = await deleteText(db, caller, uuidOrNull(id));
  if (deleted === undefined) throw inactiveAccount();
  if (!deleted) throw noText();
}
