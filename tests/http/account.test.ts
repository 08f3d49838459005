import { describe, expect, it } from "vitest";
import type { Device, SignedIn } from "../../app/contracts/account.ts";
import type { Board } from "../../app/contracts/leaderboard.ts";
import type { PublicProfile } from "../../app/contracts/profile.ts";
import type { Settings } from "../../app/contracts/settings.ts";
import { call, PASSWORD, refused, register, roundTrips } from "../support/api.ts";
import { callerOf, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const put = (path: string, token: string, json: unknown) =>
  call(site, path, { method: "PUT", token, json });
const signIn = (email: string, password = PASSWORD) =>
  call<SignedIn>(site, "/auth/login", { json: { email, password } });

describe("editing the profile", () => {
  it("changes the display name, in one round trip", async () => {
    const { access_token, user } = await register(site);
    const answer = await put("/user/profile", access_token, { display_name: "  Ada, Countess  " });
    expect(answer).toMatchObject({
      status: 200,
      body: { id: user.id, display_name: "Ada, Countess" },
    });
    expect(roundTrips(answer)).toBe(1);
  });

  it.each([
    ["display_name", { display_name: "" }],
    ["display_name", { display_name: "x".repeat(101) }],
    ["display_name", {}],
    ["role", { display_name: "x", role: "ADMIN" }],
  ])("refuses a wrong %s (%j)", async (path, json) => {
    const { access_token } = await register(site);
    expect(await put("/user/profile", access_token, json)).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });
});

describe("changing the password", () => {
  it("signs out every other device and keeps this one, in two round trips", async () => {
    const here = await register(site);
    const there = (await signIn(here.user.email)).body;
    const json = { current_password: PASSWORD, new_password: "another good one" };
    const answer = await put("/user/password", here.access_token, json);
    expect(answer.status).toBe(204);
    expect(roundTrips(answer)).toBe(2);
    const refresh = (refresh_token: string) =>
      call(site, "/auth/refresh", { json: { refresh_token } });
    expect((await refresh(there.refresh_token)).status).toBe(401);
    expect((await refresh(here.refresh_token)).status).toBe(200);
    expect((await signIn(here.user.email)).status).toBe(401);
    expect((await signIn(here.user.email, "another good one")).status).toBe(200);
  });

  it("requires the current password and a valid new one", async () => {
    const { access_token } = await register(site);
    expect(
      await put("/user/password", access_token, {
        current_password: "not this",
        new_password: "another good one",
      }),
    ).toMatchObject({
      status: 422,
      body: { code: "wrong_password", errors: [{ path: "current_password" }] },
    });
    expect(
      await put("/user/password", access_token, {
        current_password: PASSWORD,
        new_password: "short",
      }),
    ).toMatchObject({ status: 422, body: { errors: [{ path: "new_password" }] } });
  });
});

describe("devices", () => {
  const list = async (token: string) =>
    (await call<{ items: Device[] }>(site, "/user/sessions", { token })).body.items;

  it("are listed with the one that asks, and can be signed out one by one", async () => {
    const { user, access_token } = await register(site);
    const phone = (
      await call<SignedIn>(site, "/auth/login", {
        json: { email: user.email, password: PASSWORD },
        headers: { "User-Agent": "A phone" },
      })
    ).body;
    const both = await list(access_token);
    expect(both).toHaveLength(2);
    expect(both.filter((device) => device.current)).toHaveLength(1);
    const other = both.find((device) => device.user_agent === "A phone");
    const answer = await call(site, `/user/sessions/${other?.id}`, {
      method: "DELETE",
      token: access_token,
    });
    expect(answer.status).toBe(204);
    expect(await list(access_token)).toHaveLength(1);
    expect(
      (await call(site, "/auth/refresh", { json: { refresh_token: phone.refresh_token } })).status,
    ).toBe(401);
  });

  it("of others cannot be seen or signed out", async () => {
    const [mine, theirs] = [await register(site), await register(site)];
    const [device] = await list(theirs.access_token);
    for (const id of [device?.id, crypto.randomUUID(), "x"]) {
      expect(
        await refused(site, `/user/sessions/${id}`, { method: "DELETE", token: mine.access_token }),
      ).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect(await list(theirs.access_token)).toHaveLength(1);
  });
});

describe("preferences", () => {
  it("have defaults, and change one by one", async () => {
    const { access_token } = await register(site);
    const read = await call<Settings>(site, "/user/settings", { token: access_token });
    expect(read.body).toMatchObject({
      theme: "system",
      sound_enabled: true,
      sound_volume: 60,
      controls: { target_key: "Tab", restart_key: "none" },
      preferred_language: null,
      notifications: { failed_sign_ins: true, achievements: true },
    });
    const written = await put("/user/settings", access_token, {
      theme: "dusk",
      controls: { restart_key: "F2" },
      preferred_language: "REACT",
    });
    expect(written).toMatchObject({
      status: 200,
      body: {
        theme: "dusk",
        sound_volume: 60,
        controls: { target_key: "Tab", restart_key: "F2" },
        preferred_language: "REACT",
      },
    });
    expect(roundTrips(read)).toBe(1);
    expect(roundTrips(written)).toBe(1);
    expect((await put("/user/settings", access_token, {})).status).toBe(200);
  });

  it.each([
    ["theme", { theme: "neon" }],
    ["sound_volume", { sound_volume: 101 }],
    ["sound_volume", { sound_volume: 0.5 }],
    ["controls.restart_key", { controls: { restart_key: "Escape" } }],
    ["controls.jump", { controls: { jump: "Space" } }],
    ["preferred_language", { preferred_language: "COBOL" }],
    ["user_id", { user_id: crypto.randomUUID() }],
  ])("refuse a wrong %s", async (path, json) => {
    const { access_token } = await register(site);
    expect(await put("/user/settings", access_token, json)).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });
});

describe("the public profile", () => {
  it("shows statistics and the best run of each language and difficulty, and no secrets", async () => {
    const account = await register(site);
    const { user } = account;
    const { ended: first } = await playGame(site.db, callerOf(account), { wpm: 60, until: 12_000 });
    const { ended: second } = await playGame(site.db, callerOf(account), {
      wpm: 90,
      until: 15_000,
    });
    // Which is the better one is up to the snippets that came up.
    const best = first.result.final_score < second.result.final_score ? second : first;
    const answer = await call<PublicProfile>(site, `/users/${user.username.toUpperCase()}`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        username: user.username,
        display_name: user.display_name,
        created_at: user.created_at,
        statistics: { total_games: 2, best_score: best.result.final_score },
        best_runs: [{ result_id: best.result.id, language: "PYTHON", difficulty: "NORMAL" }],
        achievements: expect.arrayContaining([
          expect.objectContaining({ name: "First commit", unlocked_at: first.result.ended_at }),
        ]),
      },
    });
    expect(roundTrips(answer)).toBe(1);
    expect(JSON.stringify(answer.body)).not.toMatch(/email|password|role|"id"/);
  });

  it.each(["nobody_here", "a", "%00", "a%20b", "x".repeat(60)])("of %s is 404", async (name) => {
    expect(await refused(site, `/users/${name}`)).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
  });
});

describe("deleting the account", () => {
  it("needs the password, and takes the player off every public page at once", async () => {
    const account = await register(site);
    const { user, access_token, refresh_token } = account;
    const { ended } = await playGame(site.db, callerOf(account), { wpm: 60, until: 12_000 });
    const remove = (password: string) =>
      call(site, "/user/account", { method: "DELETE", token: access_token, json: { password } });
    expect(await remove("wrong")).toMatchObject({ status: 422, body: { code: "wrong_password" } });
    const answer = await remove(PASSWORD);
    expect(answer.status).toBe(204);
    expect(roundTrips(answer)).toBe(2);

    expect((await call(site, `/users/${user.username}`)).status).toBe(404);
    expect((await call(site, `/game/result/${ended.result.id}`)).status).toBe(404);
    expect((await call(site, `/game/result/${ended.result.id}/replay`)).status).toBe(404);
    const board = await call<Board>(site, "/leaderboard?limit=100");
    expect(board.body.items.some((item) => item.user.username === user.username)).toBe(false);
    expect((await call(site, "/user/profile", { token: access_token })).status).toBe(401);
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    expect((await signIn(user.email)).status).toBe(401);
  });

  it("keeps the name and the address taken until the purge", async () => {
    const { user, access_token } = await register(site);
    await call(site, "/user/account", {
      method: "DELETE",
      token: access_token,
      json: { password: PASSWORD },
    });
    const again = { username: "somebody_new", email: user.email, password: PASSWORD };
    expect((await call(site, "/auth/register", { json: again })).status).toBe(409);
  });
});

describe("the export", () => {
  it("holds every row about the caller, nothing of others, and no secrets", async () => {
    const [mine, theirs] = [await register(site), await register(site)];
    await playGame(site.db, callerOf(mine), { wpm: 60, until: 12_000 });
    await playGame(site.db, callerOf(theirs), { wpm: 60, until: 12_000 });
    for (const { user, access_token } of [mine, theirs]) {
      await signIn(user.email, "wrong");
      await put("/user/password", access_token, {
        current_password: "wrong",
        new_password: "another good one",
      });
    }
    const answer = await call(site, "/user/export", { token: mine.access_token });
    expect(answer.status).toBe(200);
    expect(roundTrips(answer)).toBe(1);
    const text = JSON.stringify(answer.body);
    expect(text).not.toContain(theirs.user.id);
    expect(text).not.toMatch(/password_hash|token_hash|session_token/);
    expect(text).toContain(mine.user.email);

    expect(answer.body.sign_in_failures).toMatchObject([{ failures: 1 }, { failures: 1 }]);

    // Every table that has a column for a user, whatever is added later.
    const columns = await site.db.introspection.getTables();
    for (const table of columns) {
      const about = table.columns.filter((column) =>
        ["user_id", "requester_id", "addressee_id"].includes(column.name),
      );
      if (about.length === 0) continue;
      expect(answer.body, table.name).toHaveProperty(table.name);
      const rows = await site.db
        .selectFrom(table.name as "game_results")
        .selectAll()
        .where(about[0]?.name as "user_id", "=", mine.user.id)
        .execute();
      expect(answer.body[table.name], table.name).toHaveLength(rows.length);
    }
  });
});
