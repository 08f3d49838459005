/** What the page of a race knows after each message, and what it says of it. */
import { describe, expect, it } from "vitest";
import type { RaceRoom, ServerMessage, Standing } from "../../../app/contracts/race-protocol.ts";
import { afterMessage, NO_RACE, type RaceView } from "../../../app/routes/race/room/race-view.ts";
import {
  byPlace,
  endText,
  gapText,
  isGapNews,
  ownGap,
  placeText,
} from "../../../app/routes/race/room/race-words.ts";
import { racePlan } from "../../support/race-room.ts";

const racer = (id: number, name: string): RaceRoom["racers"][number] => ({
  id,
  kind: "player",
  name,
  username: name.toLowerCase(),
  result_id: null,
  connected: true,
  ready: true,
});

const room = (changes: Partial<RaceRoom> = {}): RaceRoom => ({
  race_id: crypto.randomUUID(),
  code: "ABCDEFGH",
  language: "PYTHON",
  difficulty: "NORMAL",
  seats: 4,
  visibility: "link",
  phase: "open",
  starts_in_ms: null,
  ghosts: null,
  racers: [racer(1, "Ada"), racer(2, "Lin")],
  spectators: 0,
  ...changes,
});

const standing = (
  id: number,
  place: number,
  score: number,
  more: Partial<Standing> = {},
): Standing => ({
  ...{ id, place, score },
  ...{ standard_wpm: 60, wave: 2, uptime: 100, combo: 0, bugs: [], target: null },
  ...{ outcome: null, ended_at_ms: null },
  ...more,
});

const welcome = (
  more: Partial<Extract<ServerMessage, { type: "welcome" }>> = {},
): ServerMessage => ({
  type: "welcome",
  version: 1,
  role: "racer",
  you: 2,
  resume: "ticket",
  room: room(),
  race: null,
  results: null,
  ...more,
});

/** Returns the view after messages that arrive a second apart, from 1,000 on. */
const viewAfter = (...messages: ServerMessage[]): RaceView =>
  messages.reduce((view, message, i) => afterMessage(view, message, 1_000 * (i + 1), 20), NO_RACE);

const plan = racePlan();
const start: ServerMessage = { type: "start", plan, highlights: [] };

describe("the view of a race", () => {
  it("knows after the welcome who is there", () => {
    expect(viewAfter(welcome())).toMatchObject({ connection: "open", you: 2, race: null });
  });

  it("has the countdown on this page's clock, shorter by the way of the message", () => {
    const counting = room({ phase: "countdown", starts_in_ms: 3_000 });
    expect(viewAfter(welcome(), { type: "room", room: counting }).startsAt).toBe(
      2_000 + 3_000 - 20,
    );
  });

  it("begins when the plan arrives, and keeps its clock over a reconnection", () => {
    const race = { plan, highlights: [], elapsed_ms: 5_000, standings: [], own: null };
    expect(viewAfter(welcome(), start).race?.startedAt).toBe(2_000);
    expect(viewAfter(welcome(), start, welcome({ race })).race?.startedAt).toBe(2_000);
    expect(viewAfter(welcome({ race })).race?.startedAt).toBe(1_000 - 5_000);
  });

  it("takes the first standings whole and then their changes", () => {
    const view = viewAfter(
      welcome(),
      start,
      { type: "standings", at: 250, racers: [standing(1, 1, 100), standing(2, 2, 50)] },
      {
        type: "standings",
        at: 500,
        racers: [
          { id: 2, score: 200, place: 1 },
          { id: 1, place: 2 },
        ],
      },
    );
    expect(byPlace(view.standings).map(({ id, score }) => [id, score])).toEqual([
      [2, 200],
      [1, 100],
    ]);
    expect(view.standings[0]).toEqual(standing(1, 2, 100));
  });

  it("counts what happened, of several things at once the hit", () => {
    const events: ServerMessage = {
      type: "standings",
      at: 1,
      racers: [{ ...standing(1, 1, 1), events: ["arrival", "wave"] }],
    };
    expect(viewAfter(welcome(), start, events, events).news).toEqual({
      1: { count: 2, event: "arrival" },
    });
  });

  it("is finished with the last standings, then has the results and the room of the rematch", () => {
    const last = [standing(1, 1, 10, { outcome: "time", ended_at_ms: 180_000 })];
    const results = [{ id: 1, place: 1, result_id: null, rating: null }];
    const view = viewAfter(
      welcome(),
      start,
      { type: "finished", standings: last },
      { type: "stored", results },
      { type: "rematch", code: "HGFEDCBA", ticket: "ticket" },
    );
    expect(view).toMatchObject({
      finished: true,
      standings: last,
      results,
      rematch: { code: "HGFEDCBA", count: 1 },
    });
  });
});

describe("what is said of a race", () => {
  const view = (...standings: Standing[]): RaceView => ({
    ...viewAfter(
      welcome({ room: room({ racers: [racer(1, "Ada"), racer(2, "Lin"), racer(3, "Bo")] }) }),
    ),
    standings,
  });

  it("names the place and the next racer ahead", () => {
    const standings = [standing(1, 1, 3_716), standing(2, 2, 3_418), standing(3, 3, 12)];
    expect(placeText(view(...standings))).toBe("Second of three, 298 behind Ada.");
  });

  it("names to the first who follows, and to equals that they are", () => {
    expect(placeText(view(standing(1, 2, 10), standing(2, 1, 1_250), standing(3, 3, 9)))).toBe(
      "First of three, 1,240 ahead of Ada.",
    );
    const own = standing(2, 1, 10);
    expect(gapText(view(standing(1, 1, 10), own), own)).toBe("level with Ada");
  });

  it("says the gap again while the place stays, every 15 s at most, and when it is another one", () => {
    const gapOf = (score: number) => ownGap(view(standing(1, 1, 3_000), standing(2, 2, score)));
    const said = { gap: gapOf(2_700) ?? 0, at: 1_000 };
    expect(said.gap).toBe(-300);
    const isNews = (score: number, now: number) => isGapNews(said, gapOf(score) ?? 0, now);
    expect([isNews(2_000, 15_999), isNews(2_000, 16_000)]).toEqual([false, true]);
    expect([isNews(2_799, 60_000), isNews(2_800, 60_000)]).toEqual([false, true]);
    // Of 2,000 points a hundred are nothing.
    expect(isGapNews({ gap: -2_000, at: 0 }, -1_600, 60_000)).toBe(false);
    expect(isGapNews({ gap: -2_000, at: 0 }, -1_500, 60_000)).toBe(true);
    expect(ownGap(view(standing(2, 1, 10)))).toBeUndefined();
  });

  it("says nothing of a place to somebody alone, and to those who watch", () => {
    expect(placeText(view(standing(2, 1, 10)))).toBe("");
    expect(placeText({ ...view(standing(1, 1, 10), standing(3, 2, 5)), you: null })).toBe("");
  });

  it("says how a run ended", () => {
    expect(endText({ outcome: "defeat", ended_at_ms: 65_400 })).toBe("down at 1:05");
    expect(endText({ outcome: "quit", ended_at_ms: null })).toBe("left");
    expect(endText({ outcome: "time", ended_at_ms: 180_000 })).toBe("still up at 3:00");
  });
});
