/** The calls for own texts, and the game on one. */
import { describe, expect, it } from "vitest";
import type { StartedGame } from "../../app/contracts/game.ts";
import type { Page } from "../../app/contracts/list.ts";
import { MOST_TEXTS, type OwnText } from "../../app/contracts/own-text.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { ownDraft, playOwnText } from "../support/own-texts.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

async function newPlayer() {
  const account = await register(site);
  return { token: account.access_token, player: callerOf(account) };
}

describe("own texts", () => {
  it("are added, listed, changed, played and deleted, each in one round trip", async () => {
    const { token } = await newPlayer();
    const added = await call<OwnText>(site, "/typing/texts", { token, json: ownDraft() });
    expect([added.status, roundTrips(added)]).toEqual([201, 1]);
    expect(added.body).toMatchObject({ ...ownDraft(), lines: 7 });
    const path = `/typing/texts/${added.body.id}`;

    const changed = await call<OwnText>(site, path, {
      method: "PUT",
      token,
      json: ownDraft({ title: "Books", text: "a = 1\r\nb = 2\r\n" }),
    });
    expect([changed.status, roundTrips(changed)]).toEqual([200, 1]);
    expect(changed.body).toMatchObject({ title: "Books", text: "a = 1\nb = 2\n", lines: 2 });

    const listed = await call<Page<OwnText>>(site, "/typing/texts", { token });
    expect([listed.status, roundTrips(listed)]).toEqual([200, 1]);
    expect(listed.body).toEqual({ items: [changed.body], next_cursor: null });

    const started = await call<StartedGame>(site, "/game/start", {
      token,
      json: { language: "PYTHON", mode: "own", text_id: added.body.id },
    });
    expect([started.status, roundTrips(started)]).toEqual([201, 1]);
    expect(started.body.snippets).toMatchObject([{ id: added.body.id, token_count: 6 }]);

    const deleted = await call(site, path, { method: "DELETE", token });
    expect([deleted.status, roundTrips(deleted)]).toEqual([204, 1]);
    expect((await call(site, path, { method: "DELETE", token })).status).toBe(404);
  });

  it.each([
    [{ text: "x = 1\ny = (" }, { path: "text", line: 2, column: 5 }],
    [{ text: 'x = "😀"' }, { path: "text", line: 1, column: 6 }],
    [{ text: "\0" }, { path: "text" }],
    [{ text: " \n" }, { path: "text" }],
    [{ text: "a = 1\n".repeat(201) }, { path: "text" }],
    [{ text: "x".repeat(16_001) }, { path: "text" }],
    [{ title: "" }, { path: "title" }],
    [{ title: "x".repeat(101) }, { path: "title" }],
    [{ language: "COBOL" }, { path: "language" }],
    [{ text: undefined }, { path: "text" }],
    [{ difficulty: "EASY" }, { path: "difficulty" }],
  ])("are refused, naming the field: %o", async (wrong, error) => {
    const { token } = await newPlayer();
    const json = { ...ownDraft(), ...wrong };
    for (const [method, path] of [
      ["POST", "/typing/texts"],
      ["PUT", `/typing/texts/${crypto.randomUUID()}`],
    ] as const) {
      const answer = await callForProblem(site, path, { method, token, json });
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.[0]).toMatchObject(error);
      expect(roundTrips(answer)).toBe(0);
    }
  });

  it("have no room for one more than the most", async () => {
    const { token } = await newPlayer();
    for (let n = 0; n < MOST_TEXTS; n += 1) {
      const { status } = await call(site, "/typing/texts", { token, json: ownDraft() });
      expect(status).toBe(201);
    }
    const answer = await callForProblem(site, "/typing/texts", { token, json: ownDraft() });
    expect([answer.status, answer.body.code]).toEqual([409, "too_many_texts"]);
    expect(answer.body.errors).toMatchObject([{ path: "text" }]);
    const first = await call<Page<OwnText>>(site, "/typing/texts?limit=60", { token });
    const cursor = first.body.next_cursor ?? "";
    const rest = await call<Page<OwnText>>(site, `/typing/texts?limit=60&cursor=${cursor}`, {
      token,
    });
    const ids = [...first.body.items, ...rest.body.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(MOST_TEXTS);
    const wrong = await callForProblem(site, "/typing/texts?cursor=x", { token });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "cursor"]);
  });
});

describe("a start", () => {
  it.each([
    [{ mode: "own" }, "text_id"],
    [{ mode: "own", text_id: "x" }, "text_id"],
    [{ text_id: crypto.randomUUID() }, "text_id"],
    [{ mode: "own", text_id: crypto.randomUUID(), result_id: crypto.randomUUID() }, "result_id"],
  ])("of an own text needs its id, and no other start takes one: %o", async (wrong, path) => {
    const { token } = await newPlayer();
    const json = { language: "PYTHON", ...wrong };
    const answer = await callForProblem(site, "/game/start", { token, json });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, path]);
  });

  it("of an own text in another language names the field", async () => {
    const { token } = await newPlayer();
    const { body } = await call<OwnText>(site, "/typing/texts", { token, json: ownDraft() });
    const json = { language: "REACT", mode: "own", text_id: body.id };
    const answer = await callForProblem(site, "/game/start", { token, json });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, "language"]);
  });
});

describe("the page of a run on an own text", () => {
  it("is for its player, offers nothing to share, and names no image", async () => {
    const { token, player } = await newPlayer();
    const { result, text } = await playOwnText(site.db, player);
    const headers = { Cookie: `__Host-access=${token}` };
    const response = await fetch(`${site.origin}/results/${result.id}`, { headers });
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
    const html = await response.text();
    expect(html).toContain(text.title);
    expect(html).not.toContain("Challenge a friend");
    expect(html).not.toContain(`${result.id}/share.png`);
    const replayed = await fetch(`${site.origin}/api/game/result/${result.id}/replay`, { headers });
    expect(replayed.status).toBe(200);
    expect(replayed.headers.get("Cache-Control") ?? "").not.toContain("public");
    await replayed.text();
  });
});

it("deleting by the form of the list leaves somebody else's text alone", async () => {
  const { player } = await newPlayer();
  const { text } = await playOwnText(site.db, player);
  const { token } = await newPlayer();
  const response = await fetch(`${site.origin}/practice/texts`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: site.origin, Cookie: `__Host-access=${token}` },
    body: new URLSearchParams({ id: text.id }),
  });
  expect(response.status).toBe(303);
  const left = await site.db
    .selectFrom("own_texts")
    .select("id")
    .where("id", "=", text.id)
    .execute();
  expect(left).toHaveLength(1);
});
