/** Pages for visitors that are kept at the edge (docs/decisions/0058-kept-pages.md). */
import { describe, expect, it, onTestFinished } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { KEPT_HEADER } from "../../app/contracts/kept-header.ts";
import { call, PASSWORD, register, roundTrips } from "../support/api.ts";
import { playGameByApi } from "../support/api-games.ts";
import { newSignedInFormClient } from "../support/form-client.ts";
import { startSite, withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { keptAge, noncesOf, openPage } from "../support/visitor-pages.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

const PATHS = [
  "/",
  "/login",
  "/register",
  "/play",
  "/play?language=REACT&difficulty=HARD",
  "/practice",
  "/race",
  "/leaderboard",
  "/leaderboard?type=weekly&metric=wpm&language=PYTHON&difficulty=all",
  "/daily",
  "/daily?language=TYPESCRIPT",
  "/achievements",
  "/api/docs",
];

const open = (path: string, headers?: Record<string, string>) => openPage(site, path, headers);

/** Opens a page until it is kept. */
async function openKept(path: string, headers?: Record<string, string>) {
  const isKept = async () => keptAge(await open(path, headers)) !== undefined;
  await expect.poll(isKept, { timeout: 10_000 }).toBe(true);
  return open(path, headers);
}

const cookiesOf = ({ access_token, refresh_token }: SignedIn) =>
  `__Host-access=${access_token}; __Host-refresh=${refresh_token}`;

describe("a page for visitors", () => {
  it.each(PATHS)("%s is rendered once, and then answered without a round trip", async (path) => {
    const first = await open(path);
    expect([first.status, keptAge(first)]).toEqual([200, undefined]);
    const again = await openKept(path);
    expect([again.status, roundTrips(again)]).toEqual([200, 0]);
    for (const name of ["Content-Type", "Cache-Control", "Link", "X-Frame-Options"]) {
      expect([name, again.headers.get(name)]).toEqual([name, first.headers.get(name)]);
    }
    expect(again.text.replaceAll(noncesOf(again)[0] ?? "", "")).toBe(
      first.text.replaceAll(noncesOf(first)[0] ?? "", ""),
    );
  });

  it("has a nonce of its own in each answer, the same in policy and page", async () => {
    await openKept("/login");
    const answers = await Promise.all([1, 2, 3].map(() => open("/login")));
    const nonces = answers.map(noncesOf);
    for (const each of nonces) expect(each.length).toBe(1);
    expect(new Set(nonces.flat()).size).toBe(3);
    for (const [index, { headers }] of answers.entries()) {
      expect(headers.get("Content-Security-Policy")).toContain(`'nonce-${nonces[index]?.[0]}'`);
    }
  });

  // React hydrates a boundary of the HTML later than its page. An effect that changes it before then is React's error 421.
  it.each(PATHS)("%s has no Suspense boundary before its data", async (path) => {
    const [page] = (await open(path)).text.split("streamController.enqueue");
    expect(page).not.toMatch(/<!--\$[!?]?-->(?!<script)/);
  });

  it("is kept for each theme and each remembered choice apart", async () => {
    await openKept("/play");
    const cookies = [
      "__Host-theme=paper",
      "__Host-language=REACT",
      "__Host-language=REACT; __Host-difficulty=HARD",
    ];
    for (const Cookie of cookies) {
      expect(keptAge(await open("/play", { Cookie })), Cookie).toBeUndefined();
      expect((await openKept("/play", { Cookie })).status).toBe(200);
    }
    const chosen = await open("/play", { Cookie: cookies[2] ?? "" });
    expect(chosen.text).toMatch(/value="HARD"[^>]*checked|checked[^>]*value="HARD"/);
  });

  it("says when it was rendered, and how old it is", async () => {
    await openKept("/daily");
    const rendered = (await open("/daily")).text.match(/data-rendered-at="([^"]+)"/)?.[1] ?? "";
    const { headers } = await open("/daily");
    const age = keptAge({ headers }) ?? Number.NaN;
    const passed = Date.now() - Date.parse(rendered);
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThanOrEqual(passed);
  });
});

describe("neither kept nor answered from there is", () => {
  it.each([
    ["a query parameter that nobody knows", "/login?x=1"],
    ["a page to return to", "/login?to=/history"],
    ["a value that nobody knows", "/play?language=COBOL"],
    ["a parameter that is given twice", "/daily?language=REACT&language=PYTHON"],
    ["a parameter without a value", "/leaderboard?type="],
    ["another way to write it", "/daily?language=%52EACT"],
    ["a path that is written otherwise", "/%6cogin"],
    ["a parameter that every object has", "/login?constructor=1&__proto__=x&valueOf"],
    ["a later page", "/daily?language=REACT&cursor=x"],
    ["a profile", "/u/nobody"],
    ["a page that does not exist", "/loginn"],
  ])("%s: %s", async (_, path) => {
    for (let n = 0; n < 3; n += 1) {
      const page = await open(path);
      expect(page.status).toBeLessThan(500);
      expect(keptAge(page)).toBeUndefined();
    }
  });

  it.each([
    ["with a Bearer token", { Authorization: "Bearer x" }],
    ["with a sign-in, even one that is not valid", { Cookie: "__Host-access=x" }],
    ["with a refresh cookie", { Cookie: "__Host-refresh=" }],
    ["with a message for it", { Cookie: "__Host-flash=x" }],
    ["for the service worker", { [KEPT_HEADER]: "1" }],
    ["for a part of it", { Range: "bytes=0-9" }],
  ])("a request %s", async (_, headers) => {
    await openKept("/register");
    expect(keptAge(await open("/register", headers as Record<string, string>))).toBeUndefined();
  });

  it.each(["HEAD", "POST", "OPTIONS"])("a request by %s", async (method) => {
    await openKept("/achievements");
    const { headers } = await fetch(`${site.origin}/achievements`, {
      method,
      headers: { Origin: site.origin },
    });
    expect(headers.get("Server-Timing")).not.toContain("cache");
  });
});

describe("a page with a board", () => {
  const BOARDS = ["/", "/leaderboard?language=PYTHON&difficulty=all", "/leaderboard"];
  const openBoards = () => Promise.all(BOARDS.map((path) => open(path)));
  const namesIn = (pages: { text: string }[], name: string) =>
    pages.map(({ text }) => text.includes(name));

  async function playedBy(account: SignedIn, wpm: number) {
    const habits = { wpm, until: 60_000 };
    const { ended } = await playGameByApi(site, account.access_token, habits, {
      language: "PYTHON",
      difficulty: "NORMAL",
    });
    return ended;
  }

  async function voidResult(id: string) {
    const { token } = await createVisitor(site, "moderator");
    const { status } = await call(site, `/admin/results/${id}`, {
      method: "PUT",
      token,
      json: { status: "VOIDED", reason: "Not typed by a person" },
    });
    expect(status).toBe(200);
  }

  /** Returns the new name. */
  async function rename({ user, access_token: token }: SignedIn) {
    const display_name = `Renamed ${user.username}`;
    const { status } = await call(site, "/user/profile", {
      method: "PUT",
      token,
      json: { display_name },
    });
    expect(status).toBe(200);
    return display_name;
  }

  it("shows a new best at once, and no longer the account that was deleted", async () => {
    for (const path of BOARDS) await openKept(path);
    const account = await register(site);
    await playedBy(account, 90);
    const { username } = account.user;
    expect(namesIn(await openBoards(), username)).toEqual([true, true, true]);
    for (const path of BOARDS) await openKept(path);
    await call(site, "/user/account", {
      method: "DELETE",
      token: account.access_token,
      json: { password: PASSWORD },
    });
    expect(namesIn(await openBoards(), username)).toEqual([false, false, false]);
  });

  it("no longer shows a best that was voided", async () => {
    const account = await register(site);
    const ended = await playedBy(account, 95);
    for (const path of BOARDS) await openKept(path);
    const { username } = account.user;
    expect(namesIn(await openBoards(), username)).toEqual([true, true, true]);
    await voidResult(ended.result.id);
    expect(namesIn(await openBoards(), username)).toEqual([false, false, false]);
  });

  it("shows a changed name at once", async () => {
    const account = await register(site);
    await playedBy(account, 80);
    for (const path of BOARDS) await openKept(path);
    const display_name = await rename(account);
    expect(namesIn(await openBoards(), display_name)).toEqual([true, true, true]);
  });

  it("stays kept when a board changes that it does not show", async () => {
    const path = "/leaderboard?language=REACT&difficulty=HARD";
    await openKept(path);
    await playedBy(await register(site), 50);
    expect(keptAge(await open(path))).toBeDefined();
  });

  it("of the day shows a new try at once", async () => {
    await openKept("/daily?language=PYTHON");
    const account = await register(site);
    await playGameByApi(
      site,
      account.access_token,
      { wpm: 60, until: 60_000 },
      { language: "PYTHON", mode: "daily" },
    );
    expect((await open("/daily?language=PYTHON")).text).toContain(account.user.username);
  });

  it("of the day shows at once that a winner of yesterday changed the name, and was voided", async () => {
    const account = await register(site);
    const endedAt = new Date(Date.now() - 86_400_000);
    const challenge = endedAt.toISOString().slice(0, 10);
    const run = { score: 900, challenge, language: "JAVASCRIPT", endedAt } as const;
    const { id } = await storeResult(site.db, account.user, run);
    const path = "/daily?language=JAVASCRIPT";
    expect((await openKept(path)).text).toContain(account.user.username);
    const display_name = await rename(account);
    expect(namesIn([await openKept(path)], display_name)).toEqual([true]);
    await voidResult(id);
    const after = await open(path);
    expect([keptAge(after), after.text.includes(display_name)]).toEqual([undefined, false]);
  });
});

describe("somebody who signs in and out", () => {
  it("sees at once who is signed in, whatever is kept", async () => {
    await openKept("/play");
    const client = await newSignedInFormClient(site);
    const { username } = client.user;
    const cookies = [...client.cookies].map((each) => each.join("=")).join("; ");
    const own = await open("/play", { Cookie: cookies });
    expect([keptAge(own), own.text.includes(username)]).toEqual([undefined, true]);
    await client.submit("/logout", {});
    const left = await client.open("/play");
    expect(left.text).not.toContain(username);
    expect((await openKept("/play")).text).not.toContain(username);
  });

  it("changes nothing of what visitors get", async () => {
    const account = await register(site);
    for (const path of PATHS) await open(path, { Cookie: cookiesOf(account) });
    for (const path of PATHS) {
      expect((await openKept(path)).text, path).not.toContain(account.user.username);
    }
  });
});

describe("while the database does not answer", () => {
  it("a page without its board is not kept", async () => {
    const nowhere = await startSite("postgres://a:b@127.0.0.1:9/nowhere");
    onTestFinished(() => nowhere.close());
    for (let n = 0; n < 3; n += 1) {
      const page = await openPage(nowhere, "/");
      expect([page.status, keptAge(page)]).toEqual([200, undefined]);
    }
  });
});
