/** What is said of a race: for eyes and for screen readers alike. */
import { PHRASES } from "../../../contracts/race-constants.ts";
import type { RaceRoom, Standing } from "../../../contracts/race-protocol.ts";
import { RACE_MS } from "../../../engine/limits.ts";
import { clock, whole } from "../../../ui/text/format.ts";
import type { RaceEvent, RaceView } from "./race-view.ts";

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

export const EVENT_WORDS: Record<RaceEvent, string> = {
  arrival: "hit",
  boss: "boss down",
  wave: "wave done",
};

type Racer = RaceRoom["racers"][number];

export const phraseOf = (phrase: number): string => PHRASES[phrase] ?? "";

export const ordinal = (place: number): string => ORDINALS[place - 1] ?? `${place}th`;

/** Returns a standing's racer. */
export const racerOf = ({ room }: RaceView, { id }: Pick<Standing, "id">): Racer | undefined =>
  room?.racers.find((racer) => racer.id === id);

export const nameOf = (view: RaceView, standing: Pick<Standing, "id">): string =>
  standing.id === view.you ? "you" : (racerOf(view, standing)?.name ?? `racer ${standing.id}`);

/** Returns the standings by place; of equals the one who joined earlier is first. */
export const byPlace = (standings: readonly Standing[]): Standing[] =>
  [...standings].sort((a, b) => a.place - b.place || a.id - b.id);

/** Returns whom the racer has to catch, or who is next behind the leader; undefined alone. */
function rivalOf(standings: readonly Standing[], own: Standing): Standing | undefined {
  const others = byPlace(standings).filter(({ id }) => id !== own.id);
  const ahead = others.filter(({ score }) => score >= own.score);
  return ahead.at(-1) ?? others[0];
}

/** Returns by how much the own score is ahead of the next one, or behind it; undefined for who watches, and alone. */
export function ownGap({ standings, you }: RaceView): number | undefined {
  const own = standings.find(({ id }) => id === you);
  const rival = own && rivalOf(standings, own);
  return own && rival && own.score - rival.score;
}

/** How often the gap is said while the place stays, in milliseconds; and by how much it has changed then. */
const GAP_MS = 15_000;
const GAP_CHANGE = 100;

/** Whether the gap is worth a word again, after it was said with the place. */
export function isGapNews(said: { gap: number; at: number }, gap: number, now: number): boolean {
  const least = Math.max(GAP_CHANGE, Math.abs(said.gap) / 4);
  return now - said.at >= GAP_MS && Math.abs(gap - said.gap) >= least;
}

/** Returns how the own score compares with the next one, as "298 behind Ada". */
export function gapText(view: RaceView, own: Standing): string {
  const rival = rivalOf(view.standings, own);
  if (!rival) return "";
  const gap = own.score - rival.score;
  const name = nameOf(view, rival);
  if (gap === 0) return `level with ${name}`;
  return `${whole(Math.abs(gap))} ${gap > 0 ? "ahead of" : "behind"} ${name}`;
}

/** Returns where the racer is, as "Second of four, 298 behind Ada." */
export function placeText(view: RaceView): string {
  const own = view.standings.find(({ id }) => id === view.you);
  if (!own || view.standings.length < 2) return "";
  const place = ordinal(own.place);
  const count = COUNTS[view.standings.length] ?? view.standings.length;
  return `${place.charAt(0).toUpperCase()}${place.slice(1)} of ${count}, ${gapText(view, own)}.`;
}

/** Returns how a run ended, and when. */
export function endText({
  outcome,
  ended_at_ms: at,
}: Pick<Standing, "outcome" | "ended_at_ms">): string {
  if (outcome === "time") return `still up at ${clock(RACE_MS)}`;
  const when = at === null ? "" : ` at ${clock(at)}`;
  return outcome === "quit" ? `left${when}` : `down${when}`;
}
