/** Drills on own texts: the whole text, its owner's alone, and gone with it. */
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { DrillPools } from "../../app/.server/practice/drills/pools.ts";
import { drillHistory, endDrill, startDrill } from "../../app/.server/practice/drills/service.ts";
import {
  addOwnText,
  changeOwnText,
  deleteOwnText,
} from "../../app/.server/practice/texts/service.ts";
import type { StartedDrill } from "../../app/contracts/practice.ts";
import { withDatabase } from "../support/database.ts";
import { ownDraft } from "../support/own-texts.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(10);

describe("a drill on an own text", () => {
  const tools = () => ({
    pools: new DrillPools(),
    seed: 1,
    now: new Date(),
    secret: "s".repeat(40),
  });
  const startOn = (player: Caller, text_id: string) =>
    startDrill(database.db, player, { language: "PYTHON", focus: "plain", text_id }, tools());
  const endOf = ({ session_token }: StartedDrill) => ({
    session_token,
    key_sequence: [[0, "a"]] as [number, string][],
    ended_at_ms: 1_000,
  });

  it("has the whole text as it is, and is its owner's alone", async () => {
    const { db } = database;
    const [player, other] = [await createPlayer(db), await createPlayer(db)];
    const { id } = await addOwnText(db, player, ownDraft({ text: "a = 1\n\nb  = 2\n" }));
    const drill = await startOn(player, id);
    expect(drill.parts).toMatchObject([{ text: "a = 1\n\nb  = 2\n", first_line: 1, rich_in: [] }]);
    await expect(startOn(other, id)).rejects.toMatchObject({ code: "not_found" });
    const otherLanguage = { language: "REACT", focus: "plain", text_id: id } as const;
    await expect(startDrill(db, player, otherLanguage, tools())).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "language" }],
    });
  });

  it("ends with the text that it began with, is named in the history, and is not forgotten with a change", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const { id } = await addOwnText(db, player, ownDraft({ text: "a = 1" }));
    const drill = await startOn(player, id);
    await changeOwnText(db, player, id, ownDraft({ text: "b = 2" }));
    const { ended } = await endDrill(db, player, endOf(drill), tools());
    expect(ended.result).toMatchObject({ correct_keys: 1, incorrect_keys: 0 });
    const { items } = await drillHistory(db, player, { limit: 5 });
    expect(items).toMatchObject([{ id: ended.result.id, text_title: expect.any(String) }]);
  });

  it("leaves no key log when the text is deleted, and cannot end afterwards", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    const { id } = await addOwnText(db, player, ownDraft({ text: "a = 1" }));
    const [ended, running] = [await startOn(player, id), await startOn(player, id)];
    await endDrill(db, player, endOf(ended), tools());
    await deleteOwnText(db, player, id);
    const { key_sequence } = await db
      .selectFrom("typing_sessions")
      .select("key_sequence")
      .where("id", "=", ended.session_id)
      .executeTakeFirstOrThrow();
    expect(key_sequence).toBeNull();
    await expect(endDrill(db, player, endOf(running), tools())).rejects.toMatchObject({
      code: "session_not_found",
    });
  });
});
