/** The countdown before a race with ghosts, in which there is one person alone. */
import { expect, it } from "vitest";
import { answerWish, ghostRace } from "../../support/ghosts.ts";
import { of, TestRoom } from "../../support/race-room.ts";

it.each(["cut", "crash"] as const)(
  "goes on over a lost socket, and over the end of the server: %s",
  (away) => {
    const race = new TestRoom({ visibility: "public" });
    const one = race.enter("one");
    race.advance(8_000);
    answerWish(race, ghostRace());
    race.advance(2_000);
    if (away === "cut") race.cut(one);
    else race.crash();
    race.advance(1_200);
    expect([race.room.phase, race.deleted]).toEqual(["running", false]);
    const [welcome] = of(race.enter("one", one.person), "welcome");
    expect(welcome).toMatchObject({ role: "racer", you: 1 });
  },
);
