/** Hostile sockets: what they send throws nothing, and changes nothing for anybody else. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { recordOf } from "../../app/.server/races/room/room.ts";
import { MAX_BATCH_KEYS, MAX_MESSAGE } from "../../app/contracts/race-constants.ts";
import { type ClientMessage, clientMessageSchema } from "../../app/contracts/race-protocol.ts";
import { play } from "../../seed/player.ts";
import { arbitraryOf, corrupt, type Schema } from "../support/fuzz-json.ts";
import { answerWish, ghostRace } from "../support/ghosts.ts";
import { newPerson, of, TestRoom, type TestSocket } from "../support/race-room.ts";

const MESSAGES = 10_000;

const valid = arbitraryOf(z.toJSONSchema(clientMessageSchema) as Schema, () => ({}));
/** Texts that look more or less like messages, and anything else that a socket can send. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: valid.chain(corrupt).map((value) => JSON.stringify(value)) },
  { weight: 4, arbitrary: valid.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }).map(({ buffer }) => buffer) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "x".repeat(MAX_MESSAGE + 1),
      "[".repeat(4_000),
      "{",
      "null",
      "",
      "1e999",
    ),
  },
);

describe(`${MESSAGES.toLocaleString()} hostile messages`, () => {
  it("throw nothing, change nothing for the others, and leave nothing behind", () => {
    const race = new TestRoom();
    const [honest, enemy] = [race.enter("honest"), race.enter("enemy")];
    const plan = race.start(honest, enemy);
    const spy = newPerson("spy");
    const { keys } = play(plan, { wpm: 70, until: 180_000 });
    const hostileSockets = new Map([
      ["racer", enemy],
      ["spectator", race.enter("spy", spy)],
    ]);
    const reasons = new Set<string>();
    let [sent, seq] = [0, 0];
    let typed = 0;
    for (const { text, by } of fc.sample(
      fc.record({ text: hostile, by: fc.constantFrom("racer", "spectator") }),
      { numRuns: MESSAGES, seed: 53 },
    )) {
      let socket = hostileSockets.get(by) as TestSocket;
      if (socket.closed) {
        reasons.add(socket.closed);
        race.sockets.delete(socket.id);
        socket = race.enter(by, socket.person);
        hostileSockets.set(by, socket);
      }
      race.sendText(socket, text);
      sent += 1;
      // Every sixth message the honest racer sends a batch of 100 ms; the race lasts for 166 s of it.
      if (sent % 6 > 0) continue;
      race.advance(100);
      const until = race.now - (race.room.started_at ?? 0);
      const batch = keys.filter(([t]) => t > until - 100 && t <= until);
      seq += 1;
      typed += batch.length;
      race.send(honest, { type: "keys", seq, keys: batch, until });
      socket.inbox.length = 0;
      honest.inbox.length = Math.min(honest.inbox.length, 50);
    }
    expect(sent).toBe(MESSAGES);
    expect(honest.closed).toBeUndefined();
    expect(race.runOf(honest).keys).toEqual(keys.slice(0, typed));
    expect(typed).toBeGreaterThan(500);
    expect(race.room.connections.size).toBeLessThanOrEqual(3);
    expect(race.room.racers).toHaveLength(2);
    expect(race.room.unacknowledged.size).toBeLessThanOrEqual(2);
    expect(JSON.stringify({ ...recordOf(race.room), setup: null }).length).toBeLessThan(2_000);
    expect([...reasons].sort()).toEqual(["bad_message", "not_allowed", "out_of_order", "too_long"]);
  });
});

describe("hostile messages before a race has begun", () => {
  it.each(["public", "link"] as const)(
    "throw nothing, and keep no %s room from its race",
    (visibility) => {
      const samples = fc.sample(
        fc.record({
          text: fc.oneof(
            { weight: 4, arbitrary: hostile },
            // What changes seats and phases.
            {
              weight: 1,
              arbitrary: fc.constantFrom(
                ...['{"type":"ready","ready":true}', '{"type":"ready","ready":false}'],
                ...['{"type":"leave"}', '{"type":"alone"}', '{"type":"rematch"}'],
              ),
            },
          ),
          by: fc.nat(1),
          pause: fc.nat(400),
        }),
        { numRuns: 3_000, seed: 54 },
      );
      const ghosts = ghostRace();
      let race = new TestRoom({ visibility });
      let honest = race.enter("honest");
      let enemies: TestSocket[] = [];
      const phases = new Set<string>();
      let begun = 0;
      for (const { text, by, pause } of samples) {
        if (race.room.phase === "running") {
          begun += 1;
          race = new TestRoom({ visibility });
          honest = race.enter("honest");
          enemies = [];
        }
        const before = enemies[by];
        if (!before || before.closed) enemies[by] = race.enter(`${by}`, before?.person);
        race.sendText(enemies[by] as TestSocket, text);
        race.send(honest, { type: "ready", ready: true });
        phases.add(race.room.phase);
        race.advance(pause);
        if (race.wishes.length > 0) answerWish(race, ghosts);
        race.wishes.length = 0;
        expect(honest.closed).toBeUndefined();
        const seats = race.room.racers.filter(({ person }) => person.id === honest.person.id);
        expect(seats).toHaveLength(1);
        expect(race.room.racers.length).toBeLessThanOrEqual(race.room.setup.seats);
        expect(race.room.connections.size).toBeLessThanOrEqual(3);
      }
      expect([...phases].sort()).toEqual(["countdown", "open"]);
      expect(begun).toBeGreaterThan(10);
    },
  );
});

/** Sends one message as a racer of a running race, and returns why the socket was closed. */
function reasonFor(text: unknown, before: (race: TestRoom, socket: TestSocket) => void = () => {}) {
  const race = new TestRoom();
  const [one, two] = [race.enter("one"), race.enter("two")];
  race.start(one, two);
  race.advance(1_000);
  before(race, one);
  race.sendText(one, typeof text === "object" ? JSON.stringify(text) : text);
  expect(two.closed).toBeUndefined();
  expect(of(two, "room").at(-1)?.room.racers[0]?.connected).toBe(one.closed === undefined);
  return one.closed;
}

const batch = (seq: number, fields: object = {}) => ({
  type: "keys",
  seq,
  keys: [],
  until: 0,
  ...fields,
});

describe("a message closes its socket with a reason", () => {
  it.each<[string, unknown, string | undefined]>([
    ["that is no JSON", "{", "bad_message"],
    ["of an unknown type", { type: "win" }, "bad_message"],
    ["with an unknown field", { type: "leave", score: 9 }, "bad_message"],
    ["that is too long", `{"type":"leave"}${" ".repeat(MAX_MESSAGE)}`, "too_long"],
    [
      "with too many keys",
      batch(1, { keys: Array(MAX_BATCH_KEYS + 1).fill([0, "a"]) }),
      "bad_message",
    ],
    [
      "whose times go back",
      batch(1, {
        keys: [
          [5, "a"],
          [4, "b"],
        ],
        until: 9,
      }),
      "bad_message",
    ],
    ["whose keys are later than it says", batch(1, { keys: [[5, "a"]], until: 4 }), "bad_message"],
    ["that leaves out a batch", batch(2), "out_of_order"],
    ["that says hello again", { type: "hello", version: 1 }, "out_of_order"],
    ["for a phrase that is not there", { type: "phrase", phrase: 6 }, "bad_message"],
    ["never, when it is the next batch", batch(1), undefined],
    ["never, when it is just too late", { type: "ready", ready: true }, undefined],
    ["never, when it asks for a rematch too early", { type: "rematch" }, undefined],
  ])("%s", (_, message, reason) => {
    expect(reasonFor(message)).toBe(reason);
  });

  it("that is one too many in a while", () => {
    const ping: ClientMessage = { type: "ping", id: 1 };
    const many = (count: number) => (race: TestRoom, socket: TestSocket) => {
      for (let n = 0; n < count; n += 1) race.send(socket, ping);
    };
    expect(reasonFor(ping, many(40))).toBeUndefined();
    expect(reasonFor(ping, many(60))).toBe("too_fast");
  });

  it("that comes before its hello, or with another version", () => {
    const race = new TestRoom();
    const [early, old] = [race.connect(newPerson("early")), race.connect(newPerson("old"))];
    race.send(early, { type: "ready", ready: true });
    race.send(old, { type: "hello", version: 2 });
    expect([early.closed, old.closed]).toEqual(["hello_expected", "wrong_version"]);
  });

  it("with keys before the race has begun", () => {
    const race = new TestRoom();
    const [one, two] = [race.enter("one"), race.enter("two")];
    for (const each of [one, two]) race.send(each, { type: "ready", ready: true });
    race.send(one, batch(1) as ClientMessage);
    expect([one.closed, two.closed]).toEqual(["out_of_order", undefined]);
  });

  it("with keys by somebody who watches", () => {
    const race = new TestRoom();
    const [one, two] = [race.enter("one"), race.enter("two")];
    race.start(one, two);
    const watcher = race.enter("watcher");
    race.send(watcher, batch(1) as ClientMessage);
    expect([watcher.closed, one.closed]).toEqual(["not_allowed", undefined]);
  });
});

describe("a crowd", () => {
  it("of spectators is bounded", () => {
    const race = new TestRoom({ seats: 2, limits: { spectators: 3 } });
    const sockets = Array.from({ length: 7 }, (_, n) => race.enter(`${n}`));
    expect(sockets.map(({ closed }) => closed)).toEqual([
      ...Array(5).fill(undefined),
      "room_full",
      "room_full",
    ]);
    expect(race.room.connections.size).toBe(5);
  });
});
