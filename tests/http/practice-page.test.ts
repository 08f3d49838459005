/** The page of drills: what it starts for whom, and what that costs. */
import { describe, expect, it } from "vitest";
import type { DrillCategories, StartedDrill } from "../../app/contracts/practice.ts";
import { register, roundTrips } from "../support/api.ts";
import { withSite } from "../support/site.ts";
import { typeKeys } from "../support/typed-keys.ts";

const site = withSite();

async function cookiesOfPlayer() {
  const { access_token } = await register(site);
  return { Cookie: `__Host-access=${access_token}` };
}

/** Sends the form as the script of the page does. */
async function start(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${site.origin}/practice.data`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: site.origin, ...headers },
    body: new URLSearchParams(fields),
  });
  return { response, text: await response.text() };
}

describe("the page of drills", () => {
  it("takes at most one round trip for a guest and for a player", async () => {
    for (const headers of [{}, await cookiesOfPlayer()]) {
      const response = await fetch(`${site.origin}/practice`, { headers });
      expect(response.status).toBe(200);
      expect(roundTrips(response)).toBeLessThanOrEqual(1);
      expect(await response.text()).toContain("Type real code");
    }
  });

  it("starts a plain drill for a guest, without a session, in one round trip", async () => {
    const { response, text } = await start({ language: "JAVASCRIPT", difficulty: "EASY" });
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
    expect(text).toContain("highlights");
    expect(text).not.toContain("session_token");
  });

  it("starts any drill for a player in one round trip, with the token that ends it", async () => {
    const cookies = await cookiesOfPlayer();
    for (const focus of [
      { focus: "weak_keys" },
      { focus: "keys", keys: "{ =>" },
      { difficulty: "HARD", category: "" },
    ]) {
      const { response, text } = await start({ language: "TYPESCRIPT", ...focus }, cookies);
      expect([response.status, roundTrips(response)]).toEqual([200, 1]);
      expect(text).toContain("session_token");
    }
  });

  it("says what was known of the keys that it is to mend, in the same round trip", async () => {
    const { access_token, user } = await register(site);
    await typeKeys(site.db, user.id, { drills: 2, weak: ["{"] });
    const response = await fetch(`${site.origin}/api/typing/start`, {
      method: "POST",
      headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ language: "JAVASCRIPT", focus: { keys: ["{", "=>", "~"] } }),
    });
    expect([response.status, roundTrips(response)]).toEqual([201, 1]);
    const { target_figures } = (await response.json()) as StartedDrill;
    const [brace, arrow, tilde] = target_figures;
    expect(brace).toMatchObject({ key: "{", presses: expect.any(Number) });
    expect(brace?.mean_ms).toBeGreaterThan(arrow?.mean_ms ?? 0);
    expect(tilde).toEqual({ key: "~", presses: 0, errors: 0, mean_ms: null });
  });

  it("sends a guest who asks for weak or chosen keys to the sign-in page", async () => {
    for (const focus of [{ focus: "weak_keys" }, { focus: "keys", keys: "{" }]) {
      const { text } = await start({ language: "PYTHON", ...focus });
      expect(text).toContain("/login?to=");
      expect(text).not.toContain("highlights");
    }
  });

  it("says why a drill cannot start", async () => {
    const cookies = await cookiesOfPlayer();
    for (const [fields, problem] of [
      [{ language: "COBOL" }, "One of PYTHON"],
      [{ language: "PYTHON", category: "poetry" }, "There is no such code to type"],
      [{ language: "PYTHON", focus: "keys", keys: "" }, "At least 1 key"],
    ] as const) {
      const { response, text } = await start(fields, cookies);
      expect(response.status).toBe(422);
      expect(text).toContain(problem);
    }
  });
});

describe("the categories of drills", () => {
  it("are those of the language, each with its difficulties, and anybody may cache them", async () => {
    const response = await fetch(`${site.origin}/practice/categories?language=PYTHON`);
    expect(roundTrips(response)).toBeLessThanOrEqual(1);
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=3600");
    const categories = (await response.json()) as DrillCategories;
    expect(categories.comprehensions).toContain("NORMAL");
    expect(categories.jsx).toBeUndefined();
    expect(Object.keys(categories)).toEqual(Object.keys(categories).sort());
  });

  it("are not there for a language that is none", async () => {
    const response = await fetch(`${site.origin}/practice/categories?language=COBOL`);
    expect(response.status).toBe(422);
  });
});
