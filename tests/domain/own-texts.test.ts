/** Own texts: whose they are, their versions, their limits, and what goes with them. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import {
  addOwnText,
  changeOwnText,
  deleteOwnText,
  ownText,
  ownTextList,
  ownTexts,
} from "../../app/.server/practice/texts/service.ts";
import { lineCount, MOST_TEXTS, ownTextDraftSchema } from "../../app/contracts/own-text.ts";
import { withDatabase } from "../support/database.ts";
import { ownDraft, playOwnText, SECRET_WORD } from "../support/own-texts.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(20);
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** Returns the versions of a text, the oldest first. */
const versionsOf = (textId: string) =>
  database.db
    .selectFrom("code_snippet_versions")
    .select(["id", "snippet_text", "token_count", "statement_starts"])
    .where("own_text_id", "=", textId)
    .orderBy("id")
    .execute();

describe("an own text", () => {
  it("is stored as it was written, with what is computed from it", async () => {
    const player = await createPlayer(database.db);
    const text = "if x:\n\ty = '“'  \n\n\nz = 1\n";
    const stored = await addOwnText(database.db, player, ownDraft({ text }));
    expect(stored).toMatchObject({ title: "Ledger", language: "PYTHON", lines: 5, text });
    expect(await ownText(database.db, player, stored.id)).toEqual(stored);
    expect(await versionsOf(stored.id)).toMatchObject([
      { snippet_text: text, token_count: 8, statement_starts: [0, 4] },
    ]);
  });

  it.each(["a = 1", "a = 1\n", "a = 1\n\n", "\na = 1", "a = 1\nb = 2"])(
    "has as many lines in the database as the contract counts: %j",
    async (text) => {
      const player = await createPlayer(database.db);
      await addOwnText(database.db, player, ownDraft({ text }));
      const [stored] = await ownTextList(database.db, player);
      expect(stored?.lines).toBe(lineCount(text));
    },
  );

  it("of React may have types, as .tsx files have", async () => {
    const player = await createPlayer(database.db);
    const text = "type Props = { a: string };\nconst A = ({ a }: Props) => <p>{a}</p>;\n";
    const { id } = await addOwnText(database.db, player, ownDraft({ language: "REACT", text }));
    expect(await versionsOf(id)).toMatchObject([{ statement_starts: [0, 1] }]);
  });

  it.each([
    ["x = (", 1, 5],
    ["x = 1\ny = “a”\n", 2, 5],
    ['x = "😀"', 1, 6],
    ['x = 1\ny = "\u0007"', 2, 6],
    ['x = "e\u0301"', 1, 7],
    ["x\u200b = 1", 1, 2],
  ])("is refused with line and column: %j", async (text, line, column) => {
    const player = await createPlayer(database.db);
    const error = await addOwnText(database.db, player, ownDraft({ text })).catch((e) => e);
    expect(error).toMatchObject({ code: "validation_failed" });
    expect(error.errors[0]).toMatchObject({ path: "text", line, column });
    expect(await ownTextList(database.db, player)).toEqual([]);
  });

  it("has limits: lines, characters, a token, a title", () => {
    const faultOf = (overrides: object) => {
      const { error } = ownTextDraftSchema.safeParse(ownDraft(overrides));
      return error?.issues.map(({ path, message }) => `${path}: ${message}`);
    };
    expect(faultOf({ text: "a = 1\n".repeat(200) })).toBeUndefined();
    expect(faultOf({ text: "a = 1\n".repeat(201) })).toEqual(["text: At most 200 lines"]);
    expect(faultOf({ text: `a = "${"x".repeat(16_000)}"` })).toEqual([
      "text: At most 16000 characters",
    ]);
    expect(faultOf({ text: "\t\n \n" })).toEqual(["text: Paste some code"]);
    expect(faultOf({ title: " " })).toEqual(["title: At least 1 character"]);
    expect(ownTextDraftSchema.parse(ownDraft({ text: "a = 1\r\nb = 2\r" })).text).toBe(
      "a = 1\nb = 2\n",
    );
  });
});

describe("the owner alone", () => {
  const refused = (call: Promise<unknown>) =>
    expect(call).rejects.toMatchObject({ code: "not_found" });

  it("reads, changes and deletes a text, whatever the other's role", async () => {
    const owner = await createPlayer(database.db);
    const { id, ...text } = await addOwnText(database.db, owner, ownDraft());
    for (const role of ["PLAYER", "MODERATOR", "ADMIN"] as const) {
      const other = await createPlayer(database.db, { role });
      await refused(ownText(database.db, other, id));
      await refused(changeOwnText(database.db, other, id, ownDraft({ title: "Mine" })));
      await refused(deleteOwnText(database.db, other, id));
      expect(await ownTextList(database.db, other)).toEqual([]);
      expect((await ownTexts(database.db, other, { limit: 20 })).items).toEqual([]);
    }
    expect(await ownText(database.db, owner, id)).toEqual({ id, ...text });
    await refused(ownText(database.db, owner, NOBODY));
    await refused(ownText(database.db, owner, "no-id"));
    await refused(changeOwnText(database.db, owner, NOBODY, ownDraft()));
    await refused(deleteOwnText(database.db, owner, NOBODY));
  });

  it("may act only while the account is active and the device signed in", async () => {
    const owner = await createPlayer(database.db);
    const { id } = await addOwnText(database.db, owner, ownDraft());
    const elsewhere: Caller = { ...owner, family: NOBODY };
    const calls = [
      () => ownTextList(database.db, elsewhere),
      () => ownTexts(database.db, elsewhere, { limit: 20 }),
      () => ownText(database.db, elsewhere, id),
      () => addOwnText(database.db, elsewhere, ownDraft()),
      () => changeOwnText(database.db, elsewhere, id, ownDraft({ title: "Mine" })),
      () => deleteOwnText(database.db, elsewhere, id),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await ownTextList(database.db, owner)).map(({ title }) => title)).toEqual(["Ledger"]);
  });
});

describe("the list", () => {
  it("is in pages, the latest changed first", async () => {
    const player = await createPlayer(database.db);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { id } = await addOwnText(database.db, player, ownDraft({ title: `Text ${n}` }));
      ids.unshift(id);
      // One a second: of two texts of one millisecond the order is that of their ids.
      await database.db
        .updateTable("own_texts")
        .set({ updated_at: sql`updated_at - make_interval(secs => ${10 - n}::int)` })
        .where("id", "=", id)
        .execute();
    }
    const [, , changed = ""] = ids;
    await changeOwnText(database.db, player, changed, ownDraft({ title: "Changed" }));
    const order = [changed, ...ids.filter((id) => id !== changed)];
    expect((await ownTextList(database.db, player)).map(({ id }) => id)).toEqual(order);
    const first = await ownTexts(database.db, player, { limit: 3 });
    const cursor = first.next_cursor ?? "";
    const second = await ownTexts(database.db, player, { limit: 3, cursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(order);
    expect(second.next_cursor).toBeNull();
  });

  it(`has at most ${MOST_TEXTS} texts, however many are added at once`, async () => {
    const player = await createPlayer(database.db);
    for (let n = 0; n < MOST_TEXTS - 3; n += 1) await addOwnText(database.db, player, ownDraft());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => addOwnText(database.db, player, ownDraft())),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      expect(outcome.reason).toMatchObject({ code: "too_many_texts", errors: [{ path: "text" }] });
    }
    const texts = await ownTextList(database.db, player);
    expect(texts).toHaveLength(MOST_TEXTS);
    await deleteOwnText(database.db, player, texts[0]?.id ?? "");
    await addOwnText(database.db, player, ownDraft());
  });
});

/** Moves the versions of a text back by more than a week: until then a drill on them can end. */
const ageVersions = (textId: string) =>
  database.db
    .updateTable("code_snippet_versions")
    .set({ created_at: sql`created_at - interval '8 days'` })
    .where("own_text_id", "=", textId)
    .execute();

describe("a changed text", () => {
  it("has another version only for another text or language, and drops versions that nobody played and no drill can end on", async () => {
    const player = await createPlayer(database.db);
    const { id } = await addOwnText(database.db, player, ownDraft({ text: "a = 1" }));
    const [first] = await versionsOf(id);
    await changeOwnText(database.db, player, id, ownDraft({ text: "a = 1", title: "Renamed" }));
    expect(await versionsOf(id)).toEqual([first]);
    await changeOwnText(database.db, player, id, ownDraft({ text: "b = 2" }));
    const [, second] = await versionsOf(id);
    expect(second).toMatchObject({ snippet_text: "b = 2" });
    await ageVersions(id);
    await changeOwnText(
      database.db,
      player,
      id,
      ownDraft({ text: "b = 2", language: "JAVASCRIPT" }),
    );
    const versions = await versionsOf(id);
    expect(versions).toHaveLength(1);
    expect(versions[0]?.id).not.toBe(second?.id);
  });

  it("keeps the version that a run was played with", async () => {
    const player = await createPlayer(database.db);
    const { text } = await playOwnText(database.db, player);
    await changeOwnText(database.db, player, text.id, ownDraft({ text: "b = 2" }));
    await ageVersions(text.id);
    await changeOwnText(database.db, player, text.id, ownDraft({ text: "c = 3" }));
    const texts = (await versionsOf(text.id)).map(({ snippet_text }) => snippet_text);
    expect(texts).toEqual([text.text, "c = 3"]);
  });
});

describe("a deleted text", () => {
  it("leaves none of its code, in no version and in no key log", async () => {
    const player = await createPlayer(database.db);
    const { text } = await playOwnText(database.db, player);
    await changeOwnText(database.db, player, text.id, ownDraft({ text: `${SECRET_WORD} = 2` }));
    await deleteOwnText(database.db, player, text.id);
    expect(await versionsOf(text.id)).toEqual([]);
    const logs = await database.db
      .selectFrom("typing_sessions")
      .select("key_sequence")
      .where("user_id", "=", player.id)
      .execute();
    expect(logs).toEqual([{ key_sequence: null }]);
    expect(await ownTextList(database.db, player)).toEqual([]);
  });

  it("goes with a purged account", async () => {
    const player = await createPlayer(database.db);
    const { text } = await playOwnText(database.db, player);
    await database.db.deleteFrom("users").where("id", "=", player.id).execute();
    expect(await versionsOf(text.id)).toEqual([]);
  });
});
