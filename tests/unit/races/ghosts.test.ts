/** Ghosts in a public room: when they come, how they race, and when they go. */
import { describe, expect, it } from "vitest";
import { ENGINE_VERSION } from "../../../app/engine/index.ts";
import { RACE_MS } from "../../../app/engine/limits.ts";
import { answerWish, ghostRace, ghostScore } from "../../support/ghosts.ts";
import {
  newPerson,
  of,
  quitRace,
  type RoomOptions,
  TestRoom,
  type TestSocket,
  typeTogether,
} from "../../support/race-room.ts";

const publicRoom = (options: RoomOptions = {}) =>
  new TestRoom({ visibility: "public", ...options });

/** The room as a socket was told last. */
const seenBy = (socket: TestSocket) =>
  socket.inbox.flatMap((message) => ("room" in message ? [message.room] : [])).at(-1);

/** Somebody alone, who races ghosts. */
function withGhosts(found = ghostRace(), options: RoomOptions = {}) {
  const race = publicRoom(options);
  const one = race.enter("one");
  const watcher = race.connect(newPerson("watcher"), "spectator");
  race.send(watcher, { type: "hello", version: 1 });
  race.advance(8_000);
  answerWish(race, found);
  return { race, one, watcher, found };
}

function running(found = ghostRace()) {
  const all = withGhosts(found);
  all.race.advance(3_000);
  return all;
}

const scoresOf = (race: TestRoom) =>
  race.room.setup.ghosts.map(({ id }) => race.room.sent.find((each) => each.id === id)?.score);

describe("a public room in which somebody waits alone", () => {
  it("looks for ghosts after eight seconds, for the empty seats, three at most", () => {
    const account = crypto.randomUUID();
    const race = publicRoom({ seats: 8 });
    const one = race.enter("one", newPerson("one", account));
    expect(seenBy(one)?.ghosts).toEqual({ in_ms: 8_000, misses: 0 });
    race.advance(7_999);
    expect(race.wishes).toEqual([]);
    race.advance(1);
    const choice = { language: "PYTHON", difficulty: "NORMAL", engine_version: ENGINE_VERSION };
    const wish = { ...choice, user_ids: [account] };
    expect(race.wishes).toEqual([{ ...wish, racer: 1, most: 3 }]);

    const small = publicRoom({ seats: 2 });
    small.enter("a guest");
    small.advance(8_000);
    expect(small.wishes).toEqual([{ ...wish, user_ids: [], racer: 1, most: 1 }]);
  });

  it("does not while two are there, while a seat waits for its socket, or when it is joined by its link", () => {
    const two = publicRoom({ limits: { gather_ms: 60_000 } });
    const one = two.enter("one");
    two.advance(5_000);
    two.enter("two");
    expect(seenBy(one)?.ghosts).toBeNull();
    two.advance(50_000);
    const link = new TestRoom();
    expect(seenBy(link.enter("one"))?.ghosts).toBeNull();
    link.advance(60_000);
    expect([two.wishes, link.wishes]).toEqual([[], []]);

    const seat = publicRoom();
    const waits = seat.enter("one");
    seat.join(newPerson("two"));
    expect(seenBy(waits)?.ghosts).toBeNull();
    seat.advance(19_999);
    expect(seat.wishes).toEqual([]);
    // They have waited long enough when the seat is given up.
    seat.advance(1);
    expect(seat.wishes).toHaveLength(1);
  });

  it("waits on when there are none, asks again at growing pauses, and everybody sees so", () => {
    const race = publicRoom();
    const one = race.enter("one");
    const watcher = race.connect(newPerson("watcher"), "spectator");
    race.send(watcher, { type: "hello", version: 1 });
    race.advance(8_000);
    for (const [misses, pause] of [16_000, 32_000, 60_000, 60_000].entries()) {
      expect(race.wishes).toHaveLength(misses + 1);
      answerWish(race, undefined);
      for (const socket of [one, watcher]) {
        expect(seenBy(socket)).toMatchObject({
          phase: "open",
          ghosts: { in_ms: pause, misses: misses + 1 },
        });
      }
      race.advance(pause - 1);
      expect(race.wishes).toHaveLength(misses + 1);
      race.advance(1);
    }
    race.enter("two");
    race.advance(11_000);
    expect([race.room.phase, race.room.runs.size]).toEqual(["running", 2]);
  });

  it("asks again when no answer comes, also after a crash", () => {
    const race = publicRoom();
    race.enter("one");
    race.advance(8_000 + 16_000);
    expect(race.wishes).toHaveLength(2);
    race.crash();
    race.enter("one", race.room.racers[0]?.person);
    race.advance(16_000);
    expect(race.wishes).toHaveLength(3);
  });

  it("races without ghosts when somebody comes before they do", () => {
    const race = publicRoom();
    race.enter("one");
    race.advance(8_000);
    const { plan } = race.room.setup;
    const two = race.enter("two");
    answerWish(race, ghostRace());
    expect([race.room.phase, race.room.setup.ghosts]).toEqual(["open", []]);
    race.advance(11_000);
    expect(of(two, "start")[0]?.plan).toEqual(plan);
  });

  it("leaves out ghosts that were found for somebody else, who has gone", () => {
    const race = publicRoom();
    const one = race.enter("one");
    race.advance(8_000);
    race.send(one, { type: "leave" });
    race.enter("two", newPerson("two", crypto.randomUUID()));
    answerWish(race, ghostRace());
    expect(race.room.setup.ghosts).toEqual([]);
  });
});

describe("ghosts", () => {
  it("are racers whom everybody can tell from people", () => {
    const { race, one, watcher, found } = withGhosts();
    for (const socket of [one, watcher]) {
      expect(seenBy(socket)).toMatchObject({
        phase: "countdown",
        starts_in_ms: 3_000,
        ghosts: null,
      });
      expect(seenBy(socket)?.racers).toEqual([
        {
          ...{ id: 1, kind: "guest", name: "one", username: null, result_id: null },
          ready: true,
          connected: true,
        },
        ...found.ghosts.map(({ name, username }, i) => ({
          ...{ id: 2 + i, kind: "ghost", name, username, result_id: null },
          ...{ connected: true, ready: true },
        })),
      ]);
    }
    expect(JSON.stringify([one.inbox, watcher.inbox])).not.toContain('"plan"');
    race.advance(3_000);
    // The runs that they show are told with the plan: by them anybody could look it up.
    const runs = [null, ...found.ghosts.map(({ result_id }) => result_id)];
    for (const socket of [one, watcher]) {
      expect(of(socket, "start")[0]?.plan).toEqual(found.plan);
      expect(seenBy(socket)?.racers.map(({ result_id }) => result_id)).toEqual(runs);
    }
  });

  it("keep their keys from everybody", () => {
    const race = publicRoom();
    const sent: string[] = [];
    const carryOut = race.carryOut.bind(race);
    race.carryOut = (effects) => {
      sent.push(
        JSON.stringify(effects.filter(({ type }) => type === "send" || type === "welcome")),
      );
      carryOut(effects);
    };
    const one = race.enter("one");
    race.advance(8_000);
    const found = ghostRace();
    answerWish(race, found);
    race.advance(33_000);
    race.connect(newPerson("late"), "spectator");
    race.send([...race.sockets.values()][1] as TestSocket, { type: "hello", version: 1 });
    quitRace(race, one);
    race.advance(250);
    const text = sent.join();
    expect(text).toContain('"finished"');
    for (const { keys } of found.ghosts) {
      expect(text).not.toContain(JSON.stringify(keys.slice(0, 3)).slice(1, -1));
    }
  });

  it("play as the race's clock passes their keys, and never ahead", () => {
    const { race, one, found } = running();
    for (let seconds = 10; seconds <= 70; seconds += 10) {
      typeTogether(race, 0, [one, { wpm: 40 }]);
      race.advance(10_000);
      race.flush();
      expect(scoresOf(race)).toEqual([0, 1].map((i) => ghostScore(found, i, seconds * 1_000)));
    }
    const quick = race.room.runs.get(2);
    expect(quick?.keys.at(-1)?.[0]).toBeLessThanOrEqual(70_000);
    expect(quick?.keys.length).toBeGreaterThan(300);
    expect(race.room.sent.map(({ outcome }) => outcome)).toEqual([null, null, "quit"]);
    expect(race.room.runs.get(3)?.state.over?.at).toBe(60_000);
  });

  it("hold nobody up: when the people have ended, they are at their ends, by which the places go", () => {
    const { race, one, watcher, found } = running();
    typeTogether(race, 20_000, [one, { wpm: 60 }]);
    quitRace(race, one);
    race.advance(250);
    const [finished] = of(one, "finished");
    expect(of(watcher, "finished")).toEqual([finished]);
    const scores = [0, 1].map((i) => ghostScore(found, i, RACE_MS));
    expect(finished?.standings.slice(1).map(({ score }) => score)).toEqual(scores);
    expect(finished?.standings.map(({ place }) => place)).toEqual([3, 1, 2]);
    expect(finished?.standings.map(({ outcome }) => outcome)).toEqual([
      "quit",
      expect.stringMatching("time|defeat"),
      "quit",
    ]);
  });

  it("end at 180 s, however long the run was that they show", () => {
    const found = ghostRace([{ wpm: 70, until: 240_000 }]);
    expect(found.ghosts[0]?.ended_at_ms).toBeGreaterThan(RACE_MS);
    const { race, one } = running(found);
    race.advance(RACE_MS + 10_000);
    expect(race.room.phase).toBe("finished");
    const { state } = race.room.runs.get(2) ?? {};
    expect(state?.over).toEqual({ outcome: "time", at: RACE_MS });
    expect(of(one, "finished")[0]?.standings[1]?.score).toBe(ghostScore(found, 0, RACE_MS));
  });

  it("are the same after a crash, in the countdown, in the race and at its end", () => {
    const { race, found } = withGhosts();
    race.crash();
    race.now += 1_000;
    const one = race.enter("one", race.room.racers[0]?.person);
    expect(seenBy(one)?.racers.map(({ kind }) => kind)).toEqual(["guest", "ghost", "ghost"]);
    race.advance(3_000);
    race.flush();
    race.advance(20_000);
    race.crash();
    const expected = (at: number) => [0, 1].map((i) => ghostScore(found, i, at));
    const back = race.enter("one", race.room.racers[0]?.person);
    const welcome = of(back, "welcome")[0]?.race;
    expect(welcome?.plan).toEqual(found.plan);
    expect(welcome?.standings.slice(1).map(({ score }) => score)).toEqual(
      expected(welcome?.elapsed_ms ?? 0),
    );
    quitRace(race, back);
    race.flush();
    race.crash();
    expect([2, 3].map((id) => race.room.runs.get(id)?.state.over)).toEqual([
      expect.objectContaining({ at: expect.any(Number) }),
      { outcome: "quit", at: 60_000 },
    ]);
    expect(race.room.finish?.standings.slice(1).map(({ score }) => score)).toEqual(
      expected(RACE_MS),
    );
  });

  it("go when the only racer leaves in the countdown, and who comes next gets a plan that nobody has seen", () => {
    const race = publicRoom();
    const { plan, snippet_versions } = race.room.setup;
    const one = race.enter("one");
    race.advance(8_000);
    answerWish(race, ghostRace());
    race.send(one, { type: "leave" });
    expect(seenBy(one)).toMatchObject({ phase: "open", racers: [] });
    race.crash();
    expect(race.room.setup).toMatchObject({ plan, snippet_versions, ghosts: [], unseen: null });
    const [two] = [race.enter("two"), race.enter("three")];
    race.advance(11_000);
    expect(of(two, "start")[0]?.plan).toEqual(plan);
  });

  it("get no rematch", () => {
    const { race, one } = running();
    quitRace(race, one);
    race.flush();
    const asked: unknown[] = [];
    const carryOut = race.carryOut.bind(race);
    race.carryOut = (effects) => {
      asked.push(...effects.filter(({ type }) => type === "rematch"));
      carryOut(effects);
    };
    race.send(one, { type: "rematch" });
    expect(asked).toEqual([{ type: "rematch", by: one.id, to: [one.id] }]);
  });
});
