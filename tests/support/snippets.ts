/** Snippets that somebody writes, and who may. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import type { SnippetDraft } from "../../app/contracts/snippet.ts";
import { createPlayer } from "./players.ts";

let count = 0;

/** A draft that the game can play and nobody else has written. */
export function draft(overrides: Partial<SnippetDraft> = {}): SnippetDraft {
  count += 1;
  return {
    language: "PYTHON",
    difficulty: "EASY",
    category: "loops",
    snippet_text: `for turn_${count} in range(${count}):\n    print(turn_${count})`,
    expected_wpm: 40,
    ...overrides,
  };
}

/** An admin, by a request of theirs. */
export async function createAdmin(db: Db): Promise<Actor> {
  return { ...(await createPlayer(db, { role: "ADMIN" })), requestId: randomUUID() };
}
