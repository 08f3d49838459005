/** What administrators see of live races: how many there are, and what rooms have counted. */
import { expect, it } from "vitest";
import { call } from "../support/api.ts";
import { metricsReader, UNTIL_STORED } from "../support/measurements.ts";
import { joinRace, newRace, startRace } from "../support/race-clients.ts";
import { RaceSocket } from "../support/racers.ts";
import { withSite } from "../support/site.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

it("the metrics have running and waiting rooms, and what a race has counted when it is stored", async () => {
  const metrics = await metricsReader(site);
  const races = async () => (await metrics()).races;
  expect(await races()).toMatchObject({ open: 0, running: 0, raced: 0, messages: 0, closed: [] });

  const waiting = new RaceSocket(
    await newRace(site, undefined, { language: "REACT", visibility: "public" }),
  );
  await waiting.greeted();
  const made = await newRace(site);
  const joined = [made, (await joinRace(site, made.code)).body];
  const racers = await startRace(joined);
  await expect.poll(races).toMatchObject({ open: 1, running: 1 });

  const [one, two] = racers as [(typeof racers)[0], (typeof racers)[0]];
  // The first racer comes back, and somebody who watches sends nonsense.
  const { resume: ticket } = await one.socket.first("welcome");
  const { socket_url } = made;
  const back = new RaceSocket({ socket_url, ticket });
  await back.greeted();
  const watcher = new RaceSocket((await joinRace(site, made.code)).body);
  await watcher.greeted();
  watcher.sendText("nonsense");
  expect(await watcher.ended()).toMatchObject({ reason: "bad_message" });
  one.resume(back, { seq: 0, keys: [] });
  for (const racer of [one, two]) racer.sendBatch(true);
  await back.first("stored");

  await expect.poll(races, UNTIL_STORED).toEqual({
    open: 1,
    running: 0,
    raced: 1,
    unused: 0,
    not_stored: 0,
    // Four of `hello`, two of `ready`, two of `keys`, and the nonsense.
    messages: 9,
    resumes: 1,
    closed: expect.arrayContaining([
      { reason: "bad_message", count: 1 },
      { reason: "replaced", count: 1 },
    ]),
  });
  const { queries } = await metrics();
  expect(queries.some(({ statement }) => statement?.includes("store_race"))).toBe(true);

  const { token } = await createVisitor(site, "admin");
  const headers = { Cookie: `__Host-access=${token}` };
  const page = await fetch(`${site.origin}/admin/monitoring`, { headers });
  const text = (await page.text()).replaceAll("<!-- -->", "");
  expect(text).toContain("bad_message");
  expect(text).toMatch(/Races stored<\/dt><dd>1</);
  for (const { socket } of racers) socket.close();
  waiting.close();
});

it("the metrics have the rooms that nobody raced in, and sockets to rooms that are gone", async () => {
  const metrics = await metricsReader(site);
  const before = (await metrics()).races;
  const made = await newRace(site, undefined, { language: "TYPESCRIPT" });
  const socket = new RaceSocket(made);
  await socket.greeted();
  socket.send({ type: "leave" });
  socket.close();
  await expect
    .poll(async () => (await call(site, `/races/${made.code}`)).status, { timeout: 40_000 })
    .toBe(404);
  const late = new RaceSocket(made);
  expect(await late.ended()).toMatchObject({ reason: "room_closed" });
  await expect
    .poll(async () => (await metrics()).races, UNTIL_STORED)
    .toMatchObject({
      unused: before.unused + 1,
      closed: expect.arrayContaining([{ reason: "room_closed", count: 1 }]),
    });
});
