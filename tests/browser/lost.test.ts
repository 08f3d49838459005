import { createServer as createWay, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type Socket } from "node:net";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { GameResult } from "../../app/contracts/game.ts";
import { call, PASSWORD } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { waitsForLock } from "../support/database.ts";
import { startSite, withSite } from "../support/site.ts";
import { typeOn } from "../support/typist.ts";

const site = withSite();
const browser = withBrowser();
const TOLERATE = /Failed to load resource|net::ERR/;

let count = 0;

/** Registers somebody in `page`, who begins a run and shoots down a bug. */
async function play(page: Page, origin: string) {
  count += 1;
  const username = `loser_${count}`;
  await page.goto(`${origin}/register?to=/play`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(`${username}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/play");
  await page.getByRole("button", { name: /Start/ }).click();
  await page.getByTestId("field").waitFor();
  const kills = page.locator("[data-reading=kills] dd");
  for (let shot = "0"; shot === "0"; shot = await kills.innerText()) {
    await typeOn(page, 16, (keys) => keys === 5);
  }
  return username;
}

const resultsOf = (username: string) =>
  site.db
    .selectFrom("game_results")
    .innerJoin("users", "users.id", "game_results.user_id")
    .select(["game_results.id", "game_results.correct_words"])
    .where("users.username", "=", username)
    .execute();

/** A way to the site on which, while it is cut, no call of the game gets through: pages do. */
async function wayTo(target: string) {
  const way = { origin: "", cut: false };
  const proxy = createWay((asked, answered) => {
    if (way.cut && asked.url?.startsWith("/api/game/")) return asked.socket.destroy();
    const { method, headers } = asked;
    const passed = request(new URL(asked.url ?? "", target), { method, headers }, (answer) => {
      answered.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(answered);
    });
    passed.on("error", () => answered.destroy());
    return asked.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "localhost", resolve));
  onTestFinished(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  way.origin = `http://localhost:${(proxy.address() as AddressInfo).port}`;
  return way;
}

/** Closes `page`, and opens another one in the same browser. */
async function reopen(page: Page, address: string): Promise<Page> {
  await page.close();
  const next = await page.context().newPage();
  await next.goto(address);
  return next;
}

describe("a run", () => {
  it("that ends offline before its page is closed is stored once, when the page is opened online again", async () => {
    const page = await browser.open({ tolerate: TOLERATE });
    const way = await wayTo(site.origin);
    const username = await play(page, way.origin);
    way.cut = true;
    await page.keyboard.press("Shift+Escape");
    await page.getByText("not sent yet").waitFor();

    const next = await reopen(page, `${way.origin}/leaderboard`);
    await next.getByText("waits for the network").waitFor();
    expect(await resultsOf(username)).toEqual([]);
    way.cut = false;
    await next.getByText("arrived").waitFor();
    await next.getByRole("link", { name: "See the result" }).click();
    await next.waitForURL("**/results/*");
    const [result, ...others] = await resultsOf(username);
    expect(others).toEqual([]);
    expect(next.url()).toContain(result?.id);
    expect(result?.correct_words).toBeGreaterThan(0);
    await next.goto(`${way.origin}/leaderboard`);
    expect(await next.locator(".outbox").count()).toBe(0);
  });

  it("whose page is closed in the middle ends at that moment, and the next page sends it", async () => {
    const page = await browser.open({ tolerate: TOLERATE });
    const way = await wayTo(site.origin);
    const username = await play(page, way.origin);
    way.cut = true;
    const next = await reopen(page, `${way.origin}/play`);
    await next.getByText("waits for the network").waitFor();
    way.cut = false;
    await next.getByText("arrived").waitFor();
    expect(await resultsOf(username)).toHaveLength(1);
  });

  it("that is left by the browser's back button ends there, and is stored", async () => {
    const page = await browser.open({ tolerate: TOLERATE });
    page.on("dialog", (dialog) => dialog.accept());
    const username = await play(page, site.origin);
    await page.goto(`${site.origin}/history`);
    await page.getByText("arrived").waitFor();
    expect(await resultsOf(username)).toHaveLength(1);
  });

  it("is stored once when the Worker is killed in the middle of its end", async () => {
    // The browser's address stays while the Worker behind it is another one.
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
    const mortal = await startSite(site.databaseUrl);
    onTestFinished(() => mortal.close());
    target = mortal.origin;

    const page = await browser.open({ tolerate: TOLERATE });
    const username = await play(page, origin);
    const { id } = await site.db
      .selectFrom("users")
      .select("id")
      .where("username", "=", username)
      .executeTakeFirstOrThrow();
    await site.db.transaction().execute(async (transaction) => {
      // Storing the result has to wait for this row; there the Worker dies.
      await transaction
        .selectFrom("user_statistics")
        .select("id")
        .where("user_id", "=", id)
        .forUpdate()
        .execute();
      const asked = page.waitForRequest("**/api/game/end");
      await page.keyboard.press("Shift+Escape");
      await asked;
      await waitsForLock(site.db);
      target = "http://localhost:9";
      await mortal.close();
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
  it("plays at once, is taught by doing, and keeps the run by registering", async () => {
    const page = await browser.open({ tolerate: TOLERATE });
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: /Start/ }).click();
    await page.getByText("Type the underlined code").waitFor();
    await typeOn(page, 16, (n) => n === 40);
    const certified = page.waitForResponse("**/api/game/receipt");
    await page.keyboard.press("Shift+Escape");
    const { receipt } = (await (await certified).json()) as { receipt: string };
    await page.getByText("nobody’s yet").waitFor();
    const claimed = page.waitForRequest("**/api/game/claim");
    // Who was typing may type on for a moment; then Enter is what the button says.
    await page.getByRole("link", { name: "Create account and keep it" }).waitFor();
    await expect
      .poll(async () => {
        await page.keyboard.press("Enter");
        return page.url();
      })
      .toContain("/register");
    await page.getByLabel("Username").fill("was_a_guest");
    await page.getByLabel("Email").fill("guest@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    expect((await claimed).postDataJSON()).toMatchObject({ receipt });
    await page.waitForURL("**/results/*");
    const id = page.url().split("/").at(-1);
    const { body } = await call<GameResult>(site, `/game/result/${id}`);
    expect(body).toMatchObject({ status: "VERIFIED", user: { username: "was_a_guest" } });
    expect(body.correct_words).toBeGreaterThan(0);
  });
});
