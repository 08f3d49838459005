import { describe, expect, it } from "vitest";
import { call, PASSWORD, register, roundTrips } from "../support/api.ts";
import { playGameByApi } from "../support/api-games.ts";
import { befriend, personOf } from "../support/friends.ts";
import { withSite } from "../support/site.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

/** Registers a player with one result, and returns the headers of their browser too. */
async function newPlayer() {
  const account = await register(site);
  const { access_token, refresh_token } = account;
  const { ended } = await playGameByApi(site, access_token, { wpm: 60, until: 60_000 });
  const cookies = {
    Cookie: `__Host-access=${access_token}; __Host-refresh=${refresh_token}`,
    Origin: site.origin,
  };
  return { ...account, resultId: ended.result.id, cookies };
}

/** Every page, with the number of round trips that it may take. */
const PAGES: [path: string, limit: number][] = [
  ["/", 1],
  ["/register", 0],
  ["/login", 0],
  ["/forgot", 0],
  ["/reset?token=x", 0],
  ["/verify?token=x", 0],
  ["/play", 1],
  ["/practice/insights", 1],
  ["/kept", 0],
  ["/results/:id", 1],
  ["/results/:id/share.png", 1],
  ["/dashboard", 1],
  ["/history", 1],
  ["/history?language=PYTHON&difficulty=NORMAL&mode=standard&from=2026-01-01&to=2999-12-31", 1],
  // Until the response begins; docs/decisions/0028 says what more than five thousand rows take.
  ["/history.csv", 1],
  ["/daily", 1],
  ["/daily?language=REACT&limit=5", 1],
  ["/leaderboard", 1],
  ["/leaderboard?metric=wpm&language=PYTHON&difficulty=NORMAL", 1],
  ["/leaderboard?type=weekly&limit=5", 1],
  ["/leaderboard?scope=friends", 1],
  ["/leaderboard?difficulty=all&season=1", 1],
  ["/leaderboard?type=daily&period=2026-01-01", 1],
  ["/achievements", 1],
  ["/u/:username", 1],
  ["/practice/texts", 1],
  ["/practice/texts/new", 1],
  ["/friends", 1],
  ["/notifications?limit=5", 1],
  ["/settings", 1],
  ["/settings/address", 1],
  ["/settings/password", 1],
  ["/settings/sign-in", 1],
  ["/auth/github", 0],
  ["/auth/github/callback?code=x&state=x", 0],
  ["/register/github", 0],
  ["/settings/devices", 1],
  ["/settings/preferences", 1],
  ["/settings/privacy", 1],
  ["/settings/export", 1],
  ["/admin", 1],
  ["/admin/users?q=user_&role=PLAYER&state=active", 1],
  ["/admin/users/:user", 1],
  ["/admin/moderation?status=verified", 1],
  ["/admin/moderation?status=reported", 1],
  ["/admin/moderation/:id", 1],
  ["/admin/audit?actor=somebody&action=user.deactivated", 1],
  ["/admin/monitoring?window=24h", 1],
  ["/admin/monitoring/database?window=24h", 1],
  ["/api/docs", 0],
  ["/no-such-page", 0],
];

describe("the page", () => {
  it.each(PAGES)("%s takes at most %i round trip(s)", async (path, limit) => {
    const { cookies, resultId, user } = await newPlayer();
    const admin = await createVisitor(site, "admin");
    const filled = path
      .replace(":id", resultId)
      .replace(":username", user.username)
      .replace(":user", user.id);
    const address = site.origin + filled;
    for (const headers of [{}, cookies, { Cookie: `__Host-access=${admin.token}` }]) {
      const response = await fetch(address, { headers, redirect: "manual" });
      expect(response.status).toBeLessThan(500);
      expect(roundTrips(response)).toBeLessThanOrEqual(limit);
      await response.text();
    }
  });
});

/** Calls that read, with the number of round trips that they take. */
const READS: [path: string, trips: number][] = [
  ["/achievements", 1],
  ["/user/stats", 1],
  ["/auth/providers", 0],
  ["/user/identities", 1],
  ["/typing/texts", 1],
  ["/friends", 1],
  ["/blocks", 1],
  ["/notifications", 1],
  ["/leaderboard?scope=friends&limit=5", 1],
  ["/game/daily", 1],
  ["/game/history", 1],
  ["/leaderboard?type=daily", 1],
  ["/races", 0],
  ["/races/ABCDEFGH", 1],
  ["/races/ratings?language=PYTHON", 1],
  ["/leaderboard/me?type=weekly&language=PYTHON", 1],
  ["/game/history?language=PYTHON&difficulty=NORMAL&mode=standard&from=2026-01-01", 1],
  ["/typing/stats?language=PYTHON", 1],
  ["/typing/stats?language=PYTHON&period=quarter", 1],
  ["/typing/history?language=PYTHON&limit=5", 1],
  ["/game/result/:id", 1],
  ["/game/result/:id/replay", 1],
  ["/game/result/not-an-id/replay", 0],
];

describe("the call", () => {
  it.each(READS)("GET %s takes %i round trip(s)", async (path, trips) => {
    const { access_token, resultId } = await newPlayer();
    const answer = await call(site, path.replace(":id", resultId), { token: access_token });
    expect(answer.status).toBeLessThan(500);
    expect(roundTrips(answer)).toBe(trips);
  });
});

describe("the form of", () => {
  const post = (
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    fetch(site.origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: site.origin, ...headers },
      body: new URLSearchParams(fields),
    });

  it("/register takes one round trip, and sets secure cookies", async () => {
    const response = await post("/register", {
      username: "form_user",
      email: "form@example.com",
      password: PASSWORD,
    });
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("/play");
    expect(roundTrips(response)).toBe(1);
    for (const cookie of response.headers.getSetCookie()) {
      expect(cookie).toMatch(
        /^__Host-\w+=.+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    }
  });

  it("/login takes two round trips, that of /logout one, and clears the cookies", async () => {
    const { user, cookies } = await newPlayer();
    const signIn = await post("/login", { email: user.email, password: PASSWORD, to: "/history" });
    expect([signIn.status, signIn.headers.get("Location"), roundTrips(signIn)]).toEqual([
      303,
      "/history",
      2,
    ]);
    const signOut = await post("/logout", {}, cookies);
    expect([signOut.status < 400, roundTrips(signOut)]).toEqual([true, 1]);
    expect(signOut.headers.getSetCookie().every((cookie) => cookie.includes("Max-Age=0"))).toBe(
      true,
    );
  });

  it("/play takes one round trip", async () => {
    const { cookies } = await newPlayer();
    // The script of the page sends this request; without script there is no game.
    const response = await post("/play.data", { language: "REACT", difficulty: "HARD" }, cookies);
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
  });

  it("/play takes one round trip for a rematch, with and without an account", async () => {
    const { cookies, resultId } = await newPlayer();
    const rematch = { language: "PYTHON", mode: "rematch", result_id: resultId };
    for (const headers of [{}, cookies]) {
      const response = await post("/play.data", rematch, headers);
      expect([response.status, roundTrips(response)]).toEqual([200, 1]);
    }
  });

  it("/friends takes one round trip, and two to make a race and invite to it", async () => {
    const [{ cookies, ...me }, friend] = [await newPlayer(), await register(site)];
    await befriend(site.db, personOf(me), personOf(friend));
    const { username } = friend.user;
    const choice = { language: "PYTHON", difficulty: "NORMAL" };
    const invited = await post("/friends", { act: "race", username, ...choice }, cookies);
    expect([invited.status, roundTrips(invited)]).toEqual([303, 2]);
    const ended = await post("/friends", { act: "end", username, from: "friends" }, cookies);
    expect([ended.status, roundTrips(ended)]).toEqual([303, 1]);
  });

  const PREFERENCES = {
    theme: "dusk",
    preferred_language: "ask",
    preferred_difficulty: "HARD",
    sound_volume: "35",
    "controls.target_key": "Tab",
    "controls.restart_key": "F2",
  };

  it.each([
    ["/settings", 1, { display_name: "Ada" }],
    ["/settings/devices", 1, { device: crypto.randomUUID() }],
    ["/settings/preferences", 1, PREFERENCES],
    ["/settings/password", 2, { current_password: PASSWORD, new_password: "another good one" }],
    ["/settings/privacy", 2, { password: PASSWORD }],
  ] as [string, number, Record<string, string>][])(
    "%s takes %i round trip(s)",
    async (path, trips, fields) => {
      const { cookies } = await newPlayer();
      const response = await post(path, fields, cookies);
      expect([response.status, roundTrips(response)]).toEqual([303, trips]);
    },
  );

  it.each([
    ["/settings", 1, { display_name: "" }],
    ["/settings/preferences", 1, { ...PREFERENCES, theme: "hotdog" }],
    ["/settings/password", 2, { current_password: "wrong", new_password: "another good one" }],
    ["/settings/privacy", 2, { password: "wrong" }],
  ] as [string, number, Record<string, string>][])(
    "%s with a wrong field takes at most %i round trip(s), and shows no password",
    async (path, limit, fields) => {
      const { cookies } = await newPlayer();
      const response = await post(path, fields, cookies);
      expect(response.status).toBe(422);
      expect(roundTrips(response)).toBeLessThanOrEqual(limit);
      const html = await response.text();
      expect(html).not.toContain("another good one");
    },
  );

  it("/settings/preferences stores checkboxes and choices as the contract describes them", async () => {
    const { cookies, access_token } = await newPlayer();
    const response = await post("/settings/preferences", PREFERENCES, cookies);
    expect(response.headers.getSetCookie().join()).toContain("__Host-theme=dusk");
    const { body } = await call(site, "/user/settings", { token: access_token });
    expect(body).toMatchObject({
      theme: "dusk",
      preferred_language: null,
      preferred_difficulty: "HARD",
      sound_enabled: false,
      sound_volume: 35,
      controls: { target_key: "Tab", restart_key: "F2" },
      notifications: { failed_sign_ins: false, achievements: false },
    });
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/%09/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/x/..//evil.example",
    "/./\\evil.example",
  ])("/login never leads to another site (%s)", async (to) => {
    const { user } = await register(site);
    const response = await post("/login", { email: user.email, password: PASSWORD, to });
    expect(response.status).toBe(303);
    expect(new URL(response.headers.get("Location") ?? "", site.origin).origin).toBe(site.origin);
  });
});

describe("an expired access cookie", () => {
  it("is renewed by each of twenty requests at once, in two round trips, and no token is revoked", async () => {
    const { refresh_token, user } = await newPlayer();
    const headers = { Cookie: `__Host-access=expired; __Host-refresh=${refresh_token}` };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${site.origin}/history`, { headers, redirect: "manual" }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    for (const answer of answers) expect(roundTrips(answer)).toBe(2);
    const revoked = await site.db
      .selectFrom("refresh_tokens")
      .select("id")
      .where("user_id", "=", user.id)
      .where("revoked_at", "is not", null)
      .execute();
    expect(revoked).toEqual([]);
  });
});
