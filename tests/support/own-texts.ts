/** Own texts, and runs on them. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import type { OwnTextDraft } from "../../app/contracts/own-text.ts";
import { playGame } from "./players.ts";

/** A word that stands in no snippet of the seed, so that a leak of the code can be found. */
export const SECRET_WORD = "zanzibar_ledger";

/** Returns a valid draft of some statements. */
export const ownDraft = (overrides: Partial<OwnTextDraft> = {}): OwnTextDraft => ({
  title: "Ledger",
  language: "PYTHON",
  text: `def post(entry):\n    ${SECRET_WORD}.append(entry)\n    return len(${SECRET_WORD})\n\n\nfor entry in range(12):\n    post(entry)\n`,
  ...overrides,
});

/** Adds a text, and plays a run on it that would count if it were ranked. */
export async function playOwnText(db: Db, player: Caller, overrides: Partial<OwnTextDraft> = {}) {
  const text = await addOwnText(db, player, ownDraft(overrides));
  const { ended } = await playGame(
    db,
    player,
    { wpm: 60, until: 60_000 },
    { mode: "own", text_id: text.id, language: text.language },
  );
  return { text, result: ended.result, achievements: ended.achievements };
}
