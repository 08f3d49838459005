import { describe, expect, it } from "vitest";
import type { EndedGame, StartedGame } from "../../app/contracts/game.ts";
import { call, PASSWORD, register, roundTrips } from "../support/api.ts";
import { honestRun } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

/** A player with one result, and how to ask as that player through the site's cookies. */
async function player() {
  const signedIn = await register(site);
  const token = signedIn.access_token;
  const { body: game } = await call<StartedGame>(site, "/game/start", {
    token,
    json: { language: "PYTHON" },
  });
  const request = await honestRun(site.db, game, { wpm: 60, until: 10_000 });
  const { body } = await call<EndedGame>(site, "/game/end", { token, json: request });
  const cookies = {
    Cookie: `__Host-access=${token}; __Host-refresh=${signedIn.refresh_token}`,
    Origin: site.origin,
  };
  return { ...signedIn, resultId: body.result.id, cookies };
}

/** Every page, with the round trips that it may take. */
const PAGES: [path: string, most: number][] = [
  ["/", 1],
  ["/register", 0],
  ["/login", 0],
  ["/play", 1],
  ["/results/:id", 1],
  ["/history", 1],
  ["/leaderboard", 1],
  ["/leaderboard?metric=wpm&language=PYTHON&difficulty=NORMAL", 1],
  ["/api/docs", 0],
  ["/no-such-page", 0],
];

describe("a page takes at most one round trip to the database", () => {
  it.each(PAGES)("%s: %i", async (path, most) => {
    const { cookies, resultId } = await player();
    const address = site.origin + path.replace(":id", resultId);
    for (const headers of [{}, cookies]) {
      const response = await fetch(address, { headers, redirect: "manual" });
      expect(response.status).toBeLessThan(500);
      expect(roundTrips(response)).toBeLessThanOrEqual(most);
      await response.text();
    }
  });
});

describe("what the site's forms do takes at most", () => {
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

  it("one for registering", async () => {
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

  it("two for signing in, and one for signing out", async () => {
    const { user, cookies } = await player();
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

  it("one for starting a game", async () => {
    const { cookies } = await player();
    const response = await post("/play", { language: "REACT", difficulty: "HARD" }, cookies);
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/%09/evil.example",
  ])("never leads to another site (%s)", async (to) => {
    const { user } = await register(site);
    const response = await post("/login", { email: user.email, password: PASSWORD, to });
    expect(response.status).toBe(303);
    expect(new URL(response.headers.get("Location") ?? "", site.origin).origin).toBe(site.origin);
  });
});

describe("an expired access cookie", () => {
  it("is renewed on the way, also for twenty requests at once, and nobody is signed out", async () => {
    const { refresh_token, user } = await player();
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
