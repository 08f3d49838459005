/** Who is in a race stays known when the objects of the lobby and of the room are evicted, and ends with the socket. */
import { expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { connect } from "../../app/.server/db/client.ts";
import type { Friends } from "../../app/contracts/friends.ts";
import { call, register } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { befriend, personOf } from "../support/friends.ts";
import { newRace } from "../support/race-clients.ts";
import { RaceSocket } from "../support/racers.ts";
import { bindDatabase, type Site } from "../support/site.ts";

it("friends see each other in a race after both objects were evicted, until the socket closes", async () => {
  const database = await createDatabase();
  const connection = connect(database.url, 4);
  bindDatabase(database.url);
  const harness = createTestHarness({
    workers: [{ configPath: "wrangler.toml", prebuiltWorkerDir: "dist/worker" }],
  });
  onTestFinished(async () => {
    await harness.close();
    await connection.close();
    await database.drop();
  });
  const { url } = await harness.listen();
  const site = { origin: url.origin, db: connection.db } as Site;
  const [ada, ben] = [await register(site), await register(site)];
  await befriend(site.db, personOf(ada), personOf(ben));
  const seen = async () => {
    const { body } = await call<Friends>(site, "/friends", { token: ben.access_token });
    return body.friends.map(({ in_race }) => in_race);
  };
  const made = await newRace(site, ada.access_token);
  const socket = new RaceSocket(made);
  await socket.greeted();
  await expect.poll(seen).toEqual([true]);
  const worker = harness.getWorker();
  await worker.evictDurableObject("RaceLobbyObject", { name: "lobby" });
  expect(await seen()).toEqual([true]);
  // The room does not know what it has announced: it says that nobody is there any more.
  await worker.evictDurableObject("RaceRoomObject", { name: made.code, webSockets: "hibernate" });
  socket.close();
  await expect.poll(seen).toEqual([false]);
});
