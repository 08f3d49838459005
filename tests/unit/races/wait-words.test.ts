/** What a room says that it waits for. */
import { expect, it } from "vitest";
import type { RaceRoom } from "../../../app/contracts/race-protocol.ts";
import { NO_RACE, type RaceView } from "../../../app/routes/race/room/race-view.ts";
import { mayPlayAlone, waitText } from "../../../app/routes/race/room/wait-words.ts";

const racer = (id: number, ready: boolean) =>
  ({
    id,
    kind: "guest",
    name: `racer ${id}`,
    connected: true,
    ready,
  }) as RaceRoom["racers"][number];

const viewOf = (room: Partial<RaceRoom>, you: number | null = 1): RaceView => ({
  ...NO_RACE,
  you,
  room: { phase: "open", visibility: "public", ghosts: null, racers: [], ...room } as RaceRoom,
});

it("promises ghosts to nobody before they are found, and offers to play alone without them", () => {
  const racers = [racer(1, false)];
  const looking = viewOf({ racers, ghosts: { in_ms: 8_000, misses: 0 } });
  expect(waitText(looking, undefined, 8)).toMatch(
    /^Looking for others\. In 8 s it looks for ghosts/,
  );
  expect(mayPlayAlone(looking)).toBe(false);
  const ghosts = { in_ms: 16_000, misses: 1 };
  const none = viewOf({ racers, ghosts });
  const text = waitText(none, undefined, 16);
  for (const way of ["No ghost was found", "stays on the list", "send the link", "play alone"])
    expect(text).toContain(way);
  expect(mayPlayAlone(none)).toBe(true);
  expect(mayPlayAlone(viewOf({ racers, ghosts }, null))).toBe(false);
  expect(waitText(viewOf({ racers, ghosts }, null), undefined, 16)).not.toContain("play alone");
});

it("tells those who are not ready until when they have to be, rarely while that is far", () => {
  const racers = [racer(1, false), racer(2, true), racer(3, true)];
  const link = { visibility: "link" as const, racers };
  expect(waitText(viewOf(link), 23, undefined)).toBe(
    "It begins within 30 s. Be ready by then, or you watch.",
  );
  expect(waitText(viewOf(link), 22, undefined)).toBe(waitText(viewOf(link), 30, undefined));
  expect(waitText(viewOf(link, 2), 7, undefined)).toBe(
    "It begins within 7 s, with whoever is ready.",
  );
  expect(waitText(viewOf(link), undefined, undefined)).toBe(
    "It begins when everybody is ready, or half a minute after two are.",
  );
});
