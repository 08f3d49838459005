/** Runs of own texts: verified like any other, and their player's alone. */
import { describe, expect, it } from "vitest";
import { exportData } from "../../app/.server/accounts/export/service.ts";
import {
  judge,
  queue,
  replayUnderReview,
  resultUnderReview,
} from "../../app/.server/admin/moderation/service.ts";
import { userDetails } from "../../app/.server/admin/users/details/service.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { checkpoint } from "../../app/.server/games/checkpoints/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGuestGame } from "../../app/.server/games/guests/service.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { replay, result } from "../../app/.server/games/results/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import {
  addOwnText,
  changeOwnText,
  deleteOwnText,
} from "../../app/.server/practice/texts/service.ts";
import { resultPage, sharedResult } from "../../app/.server/progress/result-page/service.ts";
import { measureRuns } from "../../app/.server/snippets/statistics/service.ts";
import { withDatabase } from "../support/database.ts";
import { ownDraft, playOwnText, SECRET_WORD } from "../support/own-texts.ts";
import { createPlayer, honestRun, startRequest } from "../support/players.ts";

const database = withDatabase(10);

const startOwn = (player: Caller, text_id: string, overrides = {}) =>
  startGame(
    database.db,
    player,
    startRequest({ mode: "own", text_id, ...overrides }),
    1,
    new Date(),
  );
const coded = (code: string) => ({ code });

describe("a run of an own text", () => {
  it("is played on that text alone, in its language, and stored as UNRANKED", async () => {
    const player = await createPlayer(database.db);
    const { text, result, achievements } = await playOwnText(database.db, player);
    expect(result.status).toBe("UNRANKED");
    expect(result.total_words_typed).toBeGreaterThan(20);
    expect(achievements).toEqual([]);
    const game = await startOwn(player, text.id);
    expect(game).toMatchObject({ mode: "own", language: "PYTHON", difficulty: "NORMAL" });
    expect(game.snippets).toMatchObject([
      { id: text.id, category: text.title, snippet_text: text.text, statement_starts: [0, 2, 5] },
    ]);
    const places = await database.db
      .selectFrom("leaderboards")
      .select("score")
      .where("user_id", "=", player.id)
      .execute();
    expect(places).toEqual([]);
  });

  it.each([
    ["tabs and blanks at line ends", "PYTHON", "if x:\n\tname =  'é“ß”'  \n\n\nz = 1"],
    ["no-break spaces", "JAVASCRIPT", "const a\u00a0= 1;\n\tf(a);"],
    ["one token", "PYTHON", "x"],
    ["one long line", "PYTHON", `x = "${"word ".repeat(1_000)}"`],
    ["one long token", "PYTHON", `x="${"y".repeat(15_000)}"`],
  ] as const)("is verified on code with %s", async (_, language, text) => {
    const player = await createPlayer(database.db);
    const { result: run } = await playOwnText(database.db, player, { language, text });
    expect(run.status).toBe("UNRANKED");
    const { plan, key_sequence } = await replay(database.db, player, run.id);
    expect(plan.snippets[0]?.snippet_text).toBe(text);
    expect(key_sequence.length).toBeGreaterThan(0);
  });

  it("is refused in another language, and for a text that is not the player's", async () => {
    const player = await createPlayer(database.db);
    const { id } = await addOwnText(database.db, player, ownDraft());
    await expect(startOwn(player, id, { language: "REACT" })).rejects.toMatchObject({
      ...coded("validation_failed"),
      errors: [{ path: "language", message: "This text is PYTHON" }],
    });
    const admin = await createPlayer(database.db, { role: "ADMIN" });
    await expect(startOwn(admin, id)).rejects.toMatchObject(coded("not_found"));
  });

  it("keeps the code that it was played with", async () => {
    const player = await createPlayer(database.db);
    const { text, result: run } = await playOwnText(database.db, player);
    await changeOwnText(database.db, player, text.id, ownDraft({ text: "b = 2" }));
    const { plan } = await replay(database.db, player, run.id);
    expect(plan.snippets.map(({ snippet_text }) => snippet_text)).toEqual([text.text]);
  });

  it("ends without a result when its text is deleted meanwhile", async () => {
    const player = await createPlayer(database.db);
    const { id } = await addOwnText(database.db, player, ownDraft());
    const game = await startOwn(player, id);
    const run = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    const { session_token, key_sequence } = run;
    await checkpoint(database.db, player, {
      session_token,
      key_sequence: key_sequence.slice(0, 9),
    });
    await deleteOwnText(database.db, player, id);
    const end = endGame(database.db, player, run, NO_BOARD_CACHE);
    await expect(end).rejects.toMatchObject(coded("session_closed"));
    await expect(
      checkpoint(database.db, player, { session_token, key_sequence }),
    ).rejects.toMatchObject(coded("session_closed"));
  });

  it("keeps its figures when the text is deleted, and its replay is forgotten", async () => {
    const player = await createPlayer(database.db);
    const { text, result: run } = await playOwnText(database.db, player);
    await deleteOwnText(database.db, player, text.id);
    expect(await result(database.db, player, run.id)).toMatchObject({
      final_score: run.final_score,
      session: { mode: "own" },
    });
    await expect(replay(database.db, player, run.id)).rejects.toMatchObject(coded("log_forgotten"));
    expect(await resultPage(database.db, player, run.id)).toMatchObject({
      analysis: null,
      own_text: null,
    });
    const again = startRequest({ mode: "rematch", result_id: run.id });
    const rematch = startGame(database.db, player, again, 1, new Date());
    await expect(rematch).rejects.toMatchObject(coded("not_found"));
  });

  it("is raced again by its player alone, and that run is as private", async () => {
    const player = await createPlayer(database.db);
    const { result: run } = await playOwnText(database.db, player);
    const again = startRequest({ mode: "rematch", result_id: run.id });
    const game = await startGame(database.db, player, again, 1, new Date());
    expect(game.mode).toBe("own");
    const admin = await createPlayer(database.db, { role: "ADMIN" });
    const others = startGame(database.db, admin, again, 1, new Date());
    await expect(others).rejects.toMatchObject(coded("not_found"));
    const guest = { language: "PYTHON", difficulty: "NORMAL", result_id: run.id } as const;
    const context = { secret: "x".repeat(32), now: new Date(), network: null };
    await expect(startGuestGame(database.db, guest, 1, context)).rejects.toMatchObject(
      coded("not_found"),
    );
  });
});

describe("a start", () => {
  /** Returns the versions of the player's open runs that are there, and those that are not. */
  const openRuns = async ({ id }: Caller) => {
    const runs = await database.db
      .selectFrom("game_sessions")
      .select("snippet_versions")
      .where("user_id", "=", id)
      .where("ended_at", "is", null)
      .execute();
    const versions = await database.db.selectFrom("code_snippet_versions").select("id").execute();
    const known = new Set(versions.map(({ id }) => id));
    return runs.map(({ snippet_versions: [version = 0] }) => known.has(version));
  };

  it("while the text is changed has the code of before or after, which stays", async () => {
    const player = await createPlayer(database.db);
    const { id } = await addOwnText(database.db, player, ownDraft({ text: "a_0 = 0" }));
    for (let n = 1; n <= 20; n += 1) {
      const change = () => changeOwnText(database.db, player, id, ownDraft({ text: `a_${n} = 0` }));
      const [game] = await Promise.all([startOwn(player, id), change()]);
      expect(game.snippets.map(({ snippet_text }) => snippet_text).join()).toMatch(/^a_\d+ = 0$/);
      expect(await openRuns(player)).toEqual([true]);
    }
  });

  it("while the text is deleted opens no run without it, nor does a rematch", async () => {
    const player = await createPlayer(database.db);
    for (let n = 0; n < 10; n += 1) {
      const { text, result: run } = await playOwnText(database.db, player);
      const rematch = startRequest({ mode: "rematch", result_id: run.id });
      const starts =
        n % 2 === 0
          ? () => startOwn(player, text.id)
          : () => startGame(database.db, player, rematch, 1, new Date());
      await Promise.allSettled([
        deleteOwnText(database.db, player, text.id),
        starts(),
        starts(),
        starts(),
      ]);
      expect(await openRuns(player)).toEqual([]);
    }
  });
});

describe("to its player a run of an own text", () => {
  it("is in the history, on its page, in its replay and in the export", async () => {
    const player = await createPlayer(database.db);
    const { text, result: run } = await playOwnText(database.db, player);
    const { items } = await history(database.db, player, { limit: 20, mode: "own" });
    expect(items.map(({ id }) => id)).toEqual([run.id]);
    const page = await resultPage(database.db, player, run.id);
    expect(page.own_text).toEqual({ id: text.id, title: text.title });
    expect(page.analysis).not.toBeNull();
    const { plan } = await replay(database.db, player, run.id);
    expect(plan.snippets[0]?.snippet_text).toBe(text.text);
    let exported = "";
    for await (const part of exportData(database.db, player, { now: new Date(), secret: "" }))
      exported += part;
    const { own_texts } = JSON.parse(exported);
    expect(own_texts).toMatchObject([
      { id: text.id, title: text.title, versions: [{ snippet_text: text.text }] },
    ]);
  });
});

describe("to everybody else a run of an own text", () => {
  it.each(["PLAYER", "MODERATOR", "ADMIN", undefined] as const)(
    "is not there: for the role %s",
    async (role) => {
      const player = await createPlayer(database.db);
      const { result: run } = await playOwnText(database.db, player);
      const other = role && (await createPlayer(database.db, { role }));
      const notFound = (call: Promise<unknown>) =>
        expect(call).rejects.toMatchObject(coded("not_found"));
      await notFound(result(database.db, other, run.id));
      await notFound(replay(database.db, other, run.id));
      await notFound(resultPage(database.db, other, run.id));
      await notFound(sharedResult(database.db, run.id));
    },
  );

  it("is not there for those who judge runs and manage accounts either", async () => {
    const player = await createPlayer(database.db);
    const { result: run } = await playOwnText(database.db, player);
    const admin = {
      ...(await createPlayer(database.db, { role: "ADMIN" })),
      requestId: crypto.randomUUID(),
    };
    const notFound = (call: Promise<unknown>) =>
      expect(call).rejects.toMatchObject(coded("not_found"));
    await notFound(resultUnderReview(database.db, admin, run.id));
    await notFound(replayUnderReview(database.db, admin, run.id));
    const judgement = { status: "VOIDED", reason: "To see who may" } as const;
    await notFound(judge(database.db, admin, run.id, judgement, NO_BOARD_CACHE));
    const { items } = await queue(database.db, admin, { status: "UNRANKED", limit: 100 });
    expect(items.map(({ id }) => id)).not.toContain(run.id);
    const details = await userDetails(database.db, admin, player.id, undefined);
    expect(JSON.stringify(details)).not.toContain(run.id);
  });

  it("is in nobody else's export", async () => {
    await playOwnText(database.db, await createPlayer(database.db));
    let exported = "";
    const other = await createPlayer(database.db, { role: "ADMIN" });
    for await (const part of exportData(database.db, other, { now: new Date(), secret: "" }))
      exported += part;
    expect(exported).not.toContain(SECRET_WORD);
  });
});

describe("own texts", () => {
  it("are measured with no snippets, even if such a run were verified", async () => {
    await measureRuns(database.db);
    const player = await createPlayer(database.db);
    const { result: run } = await playOwnText(database.db, player);
    await database.db
      .updateTable("game_results")
      .set({ status: "VERIFIED", ended_at: new Date(Date.now() - 120_000) })
      .where("id", "=", run.id)
      .execute();
    await database.db
      .updateTable("snippet_statistics_mark")
      .set({ measured_until: new Date(Date.now() - 240_000) })
      .execute();
    await measureRuns(database.db);
    const measured = await database.db
      .selectFrom("snippet_statistics")
      .innerJoin("code_snippet_versions", "code_snippet_versions.id", "version_id")
      .select("version_id")
      .where("own_text_id", "is not", null)
      .execute();
    expect(measured).toEqual([]);
  });
});
