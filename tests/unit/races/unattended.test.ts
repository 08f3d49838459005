/** A race that nobody attends any more: nothing but its own deadlines wakes the room. */
import { describe, expect, it } from "vitest";
import { nextDeadline } from "../../../app/.server/races/room/deadline.ts";
import { tick } from "../../../app/.server/races/room/phases.ts";
import { greatestLag } from "../../../app/.server/races/run/lag.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { RACE_MS } from "../../../app/engine/limits.ts";
import { replayRun } from "../../../app/engine/replay.ts";
import { of, quitRace, racePlan, TestRoom, typeTogether } from "../../support/race-room.ts";

const plan = { ...racePlan(), difficulty: "EXPERT" as const };

/** Returns when the run of a racer ends without further keys, as its log says. */
function endOf(race: TestRoom, id: number): number {
  const keys = race.room.runs.get(id)?.keys ?? [];
  const run = replayRun(currentEngine, { plan, keys, outcome: "time", endedAt: RACE_MS });
  return run.over?.at ?? RACE_MS;
}

function running() {
  const race = new TestRoom({ plan });
  const [one, two] = [race.enter("one"), race.enter("two")];
  race.start(one, two);
  const slack = greatestLag(race.room.limits.lag);
  const elapsed = () => race.now - (race.room.started_at ?? 0);
  return { race, one, two, slack, elapsed };
}

describe("a race that nobody attends", () => {
  it("ends as soon as no key can come any more, though nobody is there", () => {
    const { race, one, two, slack, elapsed } = running();
    typeTogether(race, 3_000, [one, { wpm: 80 }], [two, { wpm: 60 }]);
    race.cut(one);
    race.cut(two);
    const ends = [1, 2].map((id) => endOf(race, id));
    const last = Math.max(...ends);
    expect(last).toBeLessThan(RACE_MS);
    race.advance(last + slack - elapsed() - 1);
    expect(race.room.phase).toBe("running");
    race.advance(1);
    expect(race.room.phase).toBe("finished");
    const ended = race.room.finish?.standings.map(({ ended_at_ms }) => ended_at_ms);
    expect(ended).toEqual(ends);
  });

  it("ends in time for who waits for somebody who is gone, also after a crash", () => {
    const { race, one, two, slack, elapsed } = running();
    typeTogether(race, 3_000, [two, { wpm: 60 }]);
    quitRace(race, one);
    race.advance(1_000);
    race.cut(two);
    race.crash();
    const back = race.enter("one", one.person);
    race.advance(endOf(race, 2) + slack - elapsed());
    expect(of(back, "finished")).toHaveLength(1);
  });

  it("ends in time, too, when the socket is there and nothing comes", () => {
    const { race, one, two, slack, elapsed } = running();
    typeTogether(race, 3_000, [two, { wpm: 60 }]);
    quitRace(race, one);
    race.advance(250);
    race.advance(endOf(race, 2) + slack - elapsed());
    expect(of(one, "finished")).toHaveLength(1);
  });

  it("has deadlines that move on with every tick, and few of them", () => {
    const { race, one } = running();
    typeTogether(race, 2_000, [one, { wpm: 80 }]);
    race.cut(one);
    let ticks = 0;
    for (; race.room.phase === "running"; ticks += 1) {
      expect(ticks).toBeLessThan(10);
      const due = nextDeadline(race.room);
      tick(race.room, due);
      if (race.room.phase === "running") expect(nextDeadline(race.room)).toBeGreaterThan(due);
    }
    expect(ticks).toBeGreaterThan(1);
  });
});
