import { describe, expect, it } from "vitest";
import type { Device, SignedIn } from "../../app/contracts/account.ts";
import { exportSchema } from "../../app/contracts/export.ts";
import type { Board } from "../../app/contracts/leaderboard.ts";
import type { PublicProfile } from "../../app/contracts/profile.ts";
import type { Settings } from "../../app/contracts/settings.ts";
import { call, callForProblem, PASSWORD, register, roundTrips } from "../support/api.ts";
import { callerOf, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const putJson = (path: string, token: string, json: unknown) =>
  call(site, path, { method: "PUT", token, json });
const signIn = (email: string, password = PASSWORD) =>
  call<SignedIn>(site, "/auth/login", { json: { email, password } });

describe("GET /api/user/profile and GET /api/user/stats", () => {
  it("return the rows of the caller, each in one round trip", async () => {
    const { user, access_token } = await register(site);
    const profile = await call(site, "/user/profile", { token: access_token });
    expect(profile).toMatchObject({ status: 200, body: user });
    expect(roundTrips(profile)).toBe(1);
    const stats = await call(site, "/user/stats", { token: access_token });
    expect(stats).toMatchObject({
      status: 200,
      body: { user_id: user.id, total_games: 0, best_wpm: 0, favorite_language: null },
    });
    expect(roundTrips(stats)).toBe(1);
  });
});

describe("PUT /api/user/profile", () => {
  it("changes the display name in one round trip", async () => {
    const { access_token, user } = await register(site);
    const answer = await putJson("/user/profile", access_token, {
      display_name: "  Ada, Countess  ",
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { id: user.id, display_name: "Ada, Countess" },
    });
    expect(roundTrips(answer)).toBe(1);
  });

  it.each([
    ["an empty display name", "display_name", { display_name: "" }],
    ["a display name of 101 characters", "display_name", { display_name: "x".repeat(101) }],
    ["no display name", "display_name", {}],
    ["a role", "role", { display_name: "x", role: "ADMIN" }],
  ])("rejects %s with 422 and names the field %s", async (_, path, json) => {
    const { access_token } = await register(site);
    expect(await putJson("/user/profile", access_token, json)).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });
});

describe("PUT /api/user/password", () => {
  it("signs out every device but the calling one, in two round trips", async () => {
    const caller = await register(site);
    const otherDevice = (await signIn(caller.user.email)).body;
    const json = { current_password: PASSWORD, new_password: "another good one" };
    const answer = await putJson("/user/password", caller.access_token, json);
    expect(answer.status).toBe(204);
    expect(roundTrips(answer)).toBe(2);
    const refresh = (refresh_token: string) =>
      call(site, "/auth/refresh", { json: { refresh_token } });
    expect((await refresh(otherDevice.refresh_token)).status).toBe(401);
    expect((await refresh(caller.refresh_token)).status).toBe(200);
    expect((await signIn(caller.user.email)).status).toBe(401);
    expect((await signIn(caller.user.email, "another good one")).status).toBe(200);
  });

  it("rejects a wrong current password or an invalid new one with 422 and names the field", async () => {
    const { access_token } = await register(site);
    expect(
      await putJson("/user/password", access_token, {
        current_password: "not this",
        new_password: "another good one",
      }),
    ).toMatchObject({
      status: 422,
      body: { code: "wrong_password", errors: [{ path: "current_password" }] },
    });
    expect(
      await putJson("/user/password", access_token, {
        current_password: PASSWORD,
        new_password: "short",
      }),
    ).toMatchObject({ status: 422, body: { errors: [{ path: "new_password" }] } });
  });
});

describe("/api/user/sessions", () => {
  const list = async (token: string) =>
    (await call<{ items: Device[] }>(site, "/user/sessions", { token })).body.items;

  it("lists the devices of the account, marks the calling one, and signs one of them out", async () => {
    const { user, access_token } = await register(site);
    const phone = (
      await call<SignedIn>(site, "/auth/login", {
        json: { email: user.email, password: PASSWORD },
        headers: { "User-Agent": "A phone" },
      })
    ).body;
    const devices = await list(access_token);
    expect(devices).toHaveLength(2);
    expect(devices.filter((device) => device.current)).toHaveLength(1);
    const phoneDevice = devices.find((device) => device.user_agent === "A phone");
    const answer = await call(site, `/user/sessions/${phoneDevice?.id}`, {
      method: "DELETE",
      token: access_token,
    });
    expect(answer.status).toBe(204);
    expect(await list(access_token)).toHaveLength(1);
    expect(
      (await call(site, "/auth/refresh", { json: { refresh_token: phone.refresh_token } })).status,
    ).toBe(401);
  });

  it("answers 404 for a device of another account, an unknown id and a malformed one", async () => {
    const [caller, other] = [await register(site), await register(site)];
    const [device] = await list(other.access_token);
    for (const id of [device?.id, crypto.randomUUID(), "x"]) {
      expect(
        await callForProblem(site, `/user/sessions/${id}`, {
          method: "DELETE",
          token: caller.access_token,
        }),
      ).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect(await list(other.access_token)).toHaveLength(1);
  });
});

describe("/api/user/settings", () => {
  it("begins with defaults, and changes only the settings that are sent", async () => {
    const { access_token } = await register(site);
    const read = await call<Settings>(site, "/user/settings", { token: access_token });
    expect(read.body).toMatchObject({
      theme: "system",
      sound_enabled: true,
      sound_volume: 60,
      controls: { target_key: "Tab", restart_key: "F4" },
      preferred_language: null,
      notifications: { failed_sign_ins: true, achievements: true },
    });
    const written = await putJson("/user/settings", access_token, {
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
    expect((await putJson("/user/settings", access_token, {})).status).toBe(200);
  });

  it.each([
    ["an unknown theme", "theme", { theme: "neon" }],
    ["a volume above 100", "sound_volume", { sound_volume: 101 }],
    ["a fractional volume", "sound_volume", { sound_volume: 0.5 }],
    ["Escape as the restart key", "controls.restart_key", { controls: { restart_key: "Escape" } }],
    ["an unknown control", "controls.jump", { controls: { jump: "Space" } }],
    ["an unknown language", "preferred_language", { preferred_language: "COBOL" }],
    ["the id of an account", "user_id", { user_id: crypto.randomUUID() }],
  ])("rejects %s with 422 and names the field %s", async (_, path, json) => {
    const { access_token } = await register(site);
    expect(await putJson("/user/settings", access_token, json)).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });
});

describe("GET /api/users/:username", () => {
  it("shows the statistics and the best run of each language and difficulty, but no private field", async () => {
    const account = await register(site);
    const { user } = account;
    const { ended: first } = await playGame(site.db, callerOf(account), { wpm: 60, until: 60_000 });
    const { ended: second } = await playGame(site.db, callerOf(account), {
      wpm: 90,
      until: 60_000,
    });
    // The served snippets decide which run is the better one.
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

  it.each(["nobody_here", "a", "%00", "a%20b", "x".repeat(60)])(
    "answers 404 for the username %s",
    async (name) => {
      expect(await callForProblem(site, `/users/${name}`)).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    },
  );
});

describe("DELETE /api/user/account", () => {
  it("requires the password, and removes the player from every public page at once", async () => {
    const account = await register(site);
    const { user, access_token, refresh_token } = account;
    const { ended } = await playGame(site.db, callerOf(account), { wpm: 60, until: 60_000 });
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

  it("keeps the email address taken until the account is purged", async () => {
    const { user, access_token } = await register(site);
    await call(site, "/user/account", {
      method: "DELETE",
      token: access_token,
      json: { password: PASSWORD },
    });
    const registration = { username: "somebody_new", email: user.email, password: PASSWORD };
    expect((await call(site, "/auth/register", { json: registration })).status).toBe(409);
  });
});

describe("GET /api/user/export", () => {
  it("holds every row about the caller, no row of another account, and no secret", async () => {
    const [caller, other] = [await register(site), await register(site)];
    await playGame(site.db, callerOf(caller), { wpm: 60, until: 60_000 });
    await playGame(site.db, callerOf(other), { wpm: 60, until: 60_000 });
    for (const { user, access_token } of [caller, other]) {
      await signIn(user.email, "wrong");
      await putJson("/user/password", access_token, {
        current_password: "wrong",
        new_password: "another good one",
      });
    }
    const answer = await call(site, "/user/export", { token: caller.access_token });
    expect(answer.status).toBe(200);
    expect(roundTrips(answer)).toBe(1);
    const text = JSON.stringify(answer.body);
    expect(text).not.toContain(other.user.id);
    expect(text).not.toMatch(/password_hash|token_hash|session_token/);
    expect(text).toContain(caller.user.email);

    expect(Object.keys(answer.body).sort()).toEqual(Object.keys(exportSchema.shape).sort());

    expect(answer.body.sign_in_failures).toMatchObject([{ failures: 1 }, { failures: 1 }]);

    // Every table with a column for a user, so that tables of later migrations are checked too.
    const tables = await site.db.introspection.getTables();
    for (const table of tables) {
      const userColumns = table.columns.filter((column) =>
        ["user_id", "requester_id", "addressee_id"].includes(column.name),
      );
      if (userColumns.length === 0) continue;
      expect(answer.body, table.name).toHaveProperty(table.name);
      const rows = await site.db
        .selectFrom(table.name as "game_results")
        .selectAll()
        .where(userColumns[0]?.name as "user_id", "=", caller.user.id)
        .execute();
      expect(answer.body[table.name], table.name).toHaveLength(rows.length);
    }
  });
});
