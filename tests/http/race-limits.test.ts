/** The limits of races: by network, and of sockets by person. */
import { beforeAll, describe, expect, it } from "vitest";
import { signRaceTicket } from "../../app/.server/races/tickets.ts";
import { SECRET } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { handshake } from "../support/handshake.ts";
import { newPerson } from "../support/race-room.ts";
import { startSite } from "../support/site.ts";

/** Allowed requests for races a minute: of a network, of an IPv6 /48; and sockets of a person. */
const LIMIT = 12;
const WIDE_LIMIT = 20;
const SOCKET_LIMIT = 4;
/** A new minute may begin in between, so only one request more than twice the limit is surely too many. */
const tooMany = (limit: number) => 2 * limit + 1;

let origin = "";
beforeAll(async () => {
  const database = await createDatabase();
  const limits = { RACE_LIMIT: LIMIT, RACE_WIDE_LIMIT: WIDE_LIMIT, SOCKET_LIMIT };
  const site = await startSite(database.url, undefined, { limits });
  origin = site.origin;
  return async () => {
    await site.close();
    await database.drop();
  };
});

const CODE = "ABCDEFGH";
const from = (address: string) => ({ "CF-Connecting-IP": address });
const post = (address: string, path: string, body: object = {}) =>
  fetch(`${origin}/api/races${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...from(address) },
    body: JSON.stringify(body),
  });
const read = (address: string, path = `/api/races/${CODE}`) =>
  fetch(origin + path, { headers: from(address) });
const ticketOf = (person = newPerson("Somebody")) =>
  signRaceTicket({ code: CODE, role: "racer", person }, SECRET, new Date());
const open = async (address: string, ticket: Promise<string>) =>
  handshake(`${origin}/api/races/${CODE}/socket?ticket=${await ticket}`, from(address));

/** Uses up the limit of a network, and returns the answers. */
async function useUp(address: string, count = LIMIT): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < count; n += 1) statuses.push((await read(address)).status);
  return statuses;
}

describe("a network", () => {
  it("reaches so many races a minute, and then none: 429, while the rest of the site is served", async () => {
    const statuses = await useUp("198.51.100.1", tooMany(LIMIT));
    expect(statuses.slice(0, LIMIT)).toEqual(Array(LIMIT).fill(404));
    expect(statuses).toContain(429);
    expect((await read("198.51.100.1", "/api/health")).status).toBe(200);
    expect((await read("198.51.100.2")).status).toBe(404);
  });

  it.each<[string, (address: string) => Promise<number | undefined>]>([
    ["making a race", async (at) => (await post(at, "", { language: "PYTHON" })).status],
    ["a quick race", async (at) => (await post(at, "/quick", { language: "PYTHON" })).status],
    ["joining", async (at) => (await post(at, `/${CODE}/join`)).status],
    ["reporting", async (at) => (await post(at, `/${CODE}/report`)).status],
    ["the list", async (at) => (await read(at, "/api/races")).status],
    ["another spelling", async (at) => (await read(at, `/API/r%61ces/${CODE}`)).status],
    ["a socket", async (at) => (await open(at, ticketOf())).status],
  ])("is limited in %s by what it asked of other races", async (name, send) => {
    const address = `203.0.113.${name.length}`;
    await useUp(address);
    const statuses: (number | undefined)[] = [];
    for (let n = 0; n <= LIMIT && !statuses.includes(429); n += 1)
      statuses.push(await send(address));
    expect(statuses).toContain(429);
  });

  it("of IPv6 shares a wider limit with its /48", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < tooMany(WIDE_LIMIT); n += 1) {
      statuses.push((await read(`2001:db8:5:${n.toString(16)}::1`)).status);
    }
    expect(statuses.slice(0, WIDE_LIMIT)).toEqual(Array(WIDE_LIMIT).fill(404));
    expect(statuses).toContain(429);
    expect((await read("2001:db8:6::1")).status).toBe(404);
  });
});

describe("a person", () => {
  it("opens so many sockets a minute from wherever, and is told so before the room is", async () => {
    const ticket = ticketOf();
    const answers = [];
    for (let n = 0; n < tooMany(SOCKET_LIMIT); n += 1) {
      answers.push(await open(`192.0.2.${n}`, ticket));
    }
    const opened = answers.filter(({ status }) => status === 101);
    expect(opened.length).toBeGreaterThanOrEqual(SOCKET_LIMIT);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ status: 429, code: "rate_limited" });
    expect(refused?.headers["retry-after"]).toBe("60");
    expect((await open("192.0.2.1", ticketOf())).status).toBe(101);
  });
});
