import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { socketRoutes } from "../../workers/sockets/routes.ts";
import { createDatabase } from "../support/database.ts";
import { buildEchoSite } from "../support/echo-site.ts";
import { handshake } from "../support/handshake.ts";
import { newRace } from "../support/race-clients.ts";
import { bindDatabase, withSite } from "../support/site.ts";
import { createVisitor, VISITOR_KINDS } from "../support/visitors.ts";

const site = withSite();

/** Pages, calls of the API, and a path that a socket may have some day. */
const ADDRESSES = [
  "/",
  "/play",
  "/nothing",
  "/api/health",
  "/api/game/start",
  "/api/docs",
  "/api/races/ABCD/socket?ticket=x",
];

describe("a request for a WebSocket", () => {
  it.each(ADDRESSES)("from another site's page is refused at %s", async (address) => {
    for (const Origin of ["https://evil.example", "null", `${site.origin}.evil.example`]) {
      for (const method of ["GET", "POST"]) {
        const answer = await handshake(site.origin + address, { Origin }, method);
        expect(answer).toMatchObject({
          status: 403,
          body: { status: 403, code: "foreign_origin", detail: expect.any(String) },
        });
        expect(answer.headers["content-type"]).toContain("application/problem+json");
      }
    }
  });

  it("from another site's page is refused in any spelling of websocket", async () => {
    for (const Upgrade of ["websocket", "WebSocket", "WEBSOCKET"]) {
      const headers = { Upgrade, Origin: "https://evil.example" };
      expect((await handshake(`${site.origin}/api/health`, headers)).status).toBe(403);
    }
  });

  it.each(ADDRESSES)(
    "from the site's own page or a program is answered with 404 at %s",
    async (address) => {
      for (const headers of [{ Origin: site.origin }, {} as Record<string, string>]) {
        const answer = await handshake(site.origin + address, headers);
        expect(answer).toMatchObject({ status: 404, body: { status: 404, code: "not_found" } });
        expect(answer.headers["content-type"]).toContain("application/problem+json");
        expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
        expect(answer.headers["cache-control"]).toBe("no-store");
      }
    },
  );

  it("is written to the log as one line", async () => {
    const { headers } = await handshake(`${site.origin}/api/races/ABCD/socket`);
    const requestId = `${headers["x-request-id"]}`;
    const line = () => site.logs().find(({ message }) => message.includes(requestId))?.message;
    await expect.poll(line).toBeDefined();
    expect(JSON.parse(line() ?? "")).toMatchObject({
      route: "SOCKET /api/races/:code/socket",
      status: 404,
      queries: 0,
    });
  });
});

/** Every socket, and who may open it. */
const SOCKETS = { "/api/races/:code/socket": "whoever has a ticket of this room" };

describe("the table of sockets", () => {
  it("names every socket", () => {
    expect(socketRoutes.routes.map(({ path }) => path)).toEqual(Object.keys(SOCKETS));
  });
});

describe("the socket of a race", () => {
  it.each(VISITOR_KINDS)(
    'opens with a ticket, and not without one, whoever is signed in: "%s"',
    async (kind) => {
      const { token } = await createVisitor(site, kind);
      const headers = {
        Origin: site.origin,
        ...(token && { Cookie: `__Host-access=${token}`, Authorization: `Bearer ${token}` }),
      };
      const { code, ticket } = await newRace(site);
      const address = `${site.origin}/api/races/${code}/socket`;
      for (const search of ["", "?ticket=", `?ticket=${ticket}x`, `?ticket=${token}`]) {
        expect(await handshake(address + search, headers)).toMatchObject({
          status: 401,
          body: { code: "invalid_token" },
        });
      }
      const withTicket = `${address}?ticket=${ticket}`;
      const foreign = { ...headers, Origin: "https://evil.example" };
      expect((await handshake(withTicket, foreign)).status).toBe(403);
      expect((await handshake(withTicket, headers)).status).toBe(101);
    },
  );
});

it("a request to upgrade to another protocol is answered like any other request", async () => {
  const answer = await handshake(`${site.origin}/api/health`, { Upgrade: "h2c" });
  expect(answer).toMatchObject({ status: 200, body: { status: "ok" } });
});

describe("an exported Durable Object", () => {
  it("gets its sockets with their query, and keeps them when it is evicted from memory", {
    timeout: 300_000,
  }, async () => {
    const database = await createDatabase();
    bindDatabase(database.url);
    const harness = createTestHarness({ workers: [await buildEchoSite()] });
    onTestFinished(async () => {
      await harness.close();
      await database.drop();
    });
    const { url } = await harness.listen();
    const address = `${url.origin}/api/echo/one/socket?ticket=a%20b`;

    // The 101 comes from the object itself: no middleware adds a header to it.
    const { status, headers } = await handshake(address, { Origin: url.origin });
    expect([status, headers["x-echo"]]).toEqual([101, "yes"]);
    expect(headers["sec-websocket-accept"]).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    for (const name of ["content-security-policy", "x-request-id", "server-timing", "set-cookie"]) {
      expect(headers).not.toHaveProperty(name);
    }
    expect((await handshake(address, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await handshake(`${url.origin}/api/echo/one`)).status).toBe(404);
    expect((await fetch(address)).status).toBe(404);
    expect((await fetch(`${url.origin}/api/health`)).status).toBe(200);

    const socket = new WebSocket(address.replace("http", "ws"));
    await once(socket, "open");
    const send = async (message: string) => {
      socket.send(message);
      const [event] = (await once(socket, "message")) as [MessageEvent<string>];
      return JSON.parse(event.data);
    };
    const search = "?ticket=a%20b";
    expect(await send("first")).toEqual({ message: "first", search, received: 1 });
    expect(await send("second")).toEqual({ message: "second", search, received: 2 });
    await harness.getWorker().evictDurableObject("Echo", { name: "one", webSockets: "hibernate" });
    expect(await send("third")).toEqual({ message: "third", search, received: 1 });
    socket.close();
    await once(socket, "close");
  });
});
