import { createServer as createProxyServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type Socket } from "node:net";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { GameResult } from "../../app/contracts/game.ts";
import { call, PASSWORD } from "../support/api.ts";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { waitForBlockedStatement } from "../support/database.ts";
import { registerInBrowser, shootFirstBug, startRun } from "../support/new-player-run.ts";
import { startSite, withSite } from "../support/site.ts";
import { typeOn, typeOnTestClock, typeUntilCounted } from "../support/typing.ts";

const site = withSite();
const browser = withBrowser();

let count = 0;

/** Registers an account in the page, starts a run and shoots down a bug. Returns the username. */
async function play(page: Page, origin: string) {
  count += 1;
  const username = `player_${count}`;
  await registerInBrowser(page, origin, username);
  await startRun(page);
  await shootFirstBug(page);
  return username;
}

const resultsOf = (username: string) =>
  site.db
    .selectFrom("game_results")
    .innerJoin("users", "users.id", "game_results.user_id")
    .select(["game_results.id", "game_results.correct_words"])
    .where("users.username", "=", username)
    .execute();

/** Starts a proxy before the site. While `cut` is true, it breaks all calls under `/api/game/`, but no page. */
async function proxyTo(target: string) {
  const proxy = { origin: "", cut: false };
  const server = createProxyServer((incoming, outgoing) => {
    if (proxy.cut && incoming.url?.startsWith("/api/game/")) return incoming.socket.destroy();
    const { method, headers } = incoming;
    const forwarded = request(
      new URL(incoming.url ?? "", target),
      { method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on("error", () => outgoing.destroy());
    return incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  proxy.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return proxy;
}

/** Closes the page, and opens a URL on another page of the same browser profile. */
async function reopen(page: Page, address: string): Promise<Page> {
  await page.close();
  const next = await page.context().newPage();
  await next.goto(address);
  return next;
}

describe("a run", () => {
  it("that ended without a network is stored once, when another page opens with a network", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    const proxy = await proxyTo(site.origin);
    const username = await play(page, proxy.origin);
    proxy.cut = true;
    await page.keyboard.press("Shift+Escape");
    await page.getByText("not sent yet").waitFor();

    const next = await reopen(page, `${proxy.origin}/leaderboard`);
    await next.getByText("waits for the network").waitFor();
    expect(await resultsOf(username)).toEqual([]);
    proxy.cut = false;
    await next.getByText("arrived").waitFor();
    await next.getByRole("link", { name: "See the result" }).click();
    await next.waitForURL("**/results/*");
    const [result, ...others] = await resultsOf(username);
    expect(others).toEqual([]);
    expect(next.url()).toContain(result?.id);
    expect(result?.correct_words).toBeGreaterThan(0);
    await next.goto(`${proxy.origin}/leaderboard`);
    expect(await next.locator(".outbox").count()).toBe(0);
  });

  it("whose page is closed during the game ends then, and is sent by the next page", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    const proxy = await proxyTo(site.origin);
    const username = await play(page, proxy.origin);
    proxy.cut = true;
    const next = await reopen(page, `${proxy.origin}/play`);
    await next.getByText("waits for the network").waitFor();
    proxy.cut = false;
    await next.getByText("arrived").waitFor();
    expect(await resultsOf(username)).toHaveLength(1);
  });

  it("that is left for another page ends then, and is stored", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    page.on("dialog", (dialog) => dialog.accept());
    const username = await play(page, site.origin);
    await page.goto(`${site.origin}/history`);
    await page.getByText("arrived").waitFor();
    expect(await resultsOf(username)).toHaveLength(1);
  });

  it("is stored once when the Worker dies during the call of end", async () => {
    // The browser keeps its URL while another Worker takes over behind the proxy.
    let target = site.origin;
    const sockets = new Set<Socket>();
    const proxy = createServer((socket) => {
      const upstream = dial(Number(new URL(target).port), "localhost");
      sockets.add(socket).add(upstream);
      socket.pipe(upstream).pipe(socket);
      for (const end of [socket, upstream]) {
        end.on("error", () => {});
        end.on("close", () => [socket, upstream].map((other) => other.destroy()));
      }
    });
    await new Promise<void>((resolve) => proxy.listen(0, "localhost", resolve));
    onTestFinished(() => void proxy.close());
    const origin = `http://localhost:${(proxy.address() as AddressInfo).port}`;
    const firstSite = await startSite(site.databaseUrl);
    onTestFinished(() => firstSite.close());
    target = firstSite.origin;

    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.clock.install();
    const username = await play(page, origin);
    await typeOnTestClock(page, site.db);
    const { id } = await site.db
      .selectFrom("users")
      .select("id")
      .where("username", "=", username)
      .executeTakeFirstOrThrow();
    await site.db.transaction().execute(async (transaction) => {
      // The statement that stores the result waits for this row lock; then the Worker dies.
      await transaction
        .selectFrom("user_statistics")
        .select("id")
        .where("user_id", "=", id)
        .forUpdate()
        .execute();
      const endRequest = page.waitForRequest("**/api/game/end");
      await page.keyboard.press("Shift+Escape");
      await endRequest;
      await waitForBlockedStatement(site.db);
      target = "http://localhost:9";
      await firstSite.close();
      for (const socket of sockets) socket.destroy();
      await page.getByText("not sent yet").waitFor();
    });
    target = site.origin;
    await page.waitForURL("**/results/*");
    expect(await resultsOf(username)).toHaveLength(1);
    const { total_games } = await site.db
      .selectFrom("user_statistics")
      .select("total_games")
      .where("user_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(total_games).toBe(1);
  });
});

describe("a guest", () => {
  it("keeps the run by registering from the header, in the same document or a later one", async () => {
    for (const [username, reloads] of [
      ["from_the_header", false],
      ["from_a_later_page", true],
    ] as const) {
      const page = await browser.open({ tolerate: FAILED_REQUEST });
      await page.goto(site.origin);
      await page.getByRole("link", { name: "Play", exact: true }).click();
      await page.getByRole("button", { name: /Start/ }).click();
      await page.getByText("Type the underlined key, then the rest.").waitFor();
      await typeOn(page, 16, (keys) => keys === 40);
      await page.keyboard.press("Shift+Escape");
      await page.getByText("nobody’s yet").waitFor();
      await page.goBack();
      await page.waitForURL(`${site.origin}/`);
      if (reloads) await page.reload();
      // Not the link of the panel that is being left.
      await page.locator(".header").getByRole("link", { name: "Create account" }).click();
      await page.getByLabel("Username").fill(username);
      await page.getByLabel("Email").fill(`${username}@example.com`);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("link", { name: "See the result" }).click();
      await page.waitForURL("**/results/*");
      const [result, ...others] = await resultsOf(username);
      expect(page.url()).toContain(result?.id);
      expect(others).toEqual([]);
    }
  });

  it("plays without an account, is told what to type, and keeps the run by registering", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: /Start/ }).click();
    await page.getByText("Type the underlined key, then the rest.").waitFor();
    await typeUntilCounted(page);
    const receiptResponse = page.waitForResponse("**/api/game/receipt");
    await page.keyboard.press("Shift+Escape");
    const { receipt } = (await (await receiptResponse).json()) as { receipt: string };
    await page.getByText("nobody’s yet").waitFor();
    const claimRequest = page.waitForRequest("**/api/game/claim");
    await page.getByRole("link", { name: /^Create account/ }).click();
    await page.waitForURL("**/register?to=/kept");
    await page.getByLabel("Username").fill("was_a_guest");
    await page.getByLabel("Email").fill("guest@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    expect((await claimRequest).postDataJSON()).toMatchObject({ receipt });
    await page.waitForURL("**/results/*");
    const id = page.url().split("/").at(-1);
    const { body } = await call<GameResult>(site, `/game/result/${id}`);
    expect(body).toMatchObject({ status: "VERIFIED", user: { username: "was_a_guest" } });
    expect(body.correct_words).toBeGreaterThan(0);
  });
});
