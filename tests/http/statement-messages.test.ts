/** What the Worker sends to the database, as a relay between them sees it. */
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { register } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { startSite } from "../support/site.ts";

/** The messages of PostgreSQL's protocol that a prepared statement begins and ends with. */
const PARSE = "P";
const SYNC = "S";

const sockets = new Set<Socket>();
/** The parts that arrived from the Worker, each with its bytes as characters. */
const parts: string[] = [];
let database: Awaited<ReturnType<typeof createDatabase>>;
let relay: ReturnType<typeof createServer>;
let site: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  database = await createDatabase();
  const url = new URL(database.url);
  const port = Number(url.port);
  relay = createServer((near) => {
    const far = dial(port, url.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket.on("error", () => {}).setNoDelay(true));
    }
    near.on("data", (part) => parts.push(part.toString("latin1"))).pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  url.port = `${(relay.address() as AddressInfo).port}`;
  site = await startSite(url.href);
});
afterAll(async () => {
  await site.close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => relay.close(resolve));
  await database.drop();
});

/** Returns the types of the whole messages of a part. Only the first message of a connection has no type. */
function messagesOf(part: string): string {
  const bytes = Buffer.from(part, "latin1");
  let types = "";
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) types += part[at];
  return types;
}

it("sends all messages of a prepared statement at once", async () => {
  const connection = connect(database.url);
  const { access_token } = await register(connection);
  await connection.close();
  const headers = { Authorization: `Bearer ${access_token}` };
  for (const path of ["/api/user/profile", "/api/user/stats", "/api/game/history"]) {
    const answer = await fetch(`${site.origin}${path}`, { headers });
    expect(answer.status, path).toBe(200);
  }
  const typed = parts.filter((part) => /^[A-Za-z]/.test(part)).map(messagesOf);
  const begun = typed.filter((types) => types.startsWith(PARSE));
  expect(begun.length).toBeGreaterThanOrEqual(3);
  // Bind, describe and execute stand between them.
  expect(new Set(begun)).toEqual(new Set([`${PARSE}BDE${SYNC}`]));
  expect(typed.filter((types) => /^[BDES]/.test(types))).toEqual([]);
});
