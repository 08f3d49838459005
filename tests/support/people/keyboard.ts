/** Keyboards: where a layout has its keys, which finger presses them, and what that does to a gap. */
import { Random } from "./random.ts";

interface Place {
  row: number;
  column: number;
  finger: number;
  /** 0 left, 1 right, 2 thumb. */
  hand: number;
  shifted: boolean;
}

/** Rows from the digits down, without and with Shift. */
const LAYOUTS = {
  qwerty: [
    ["`1234567890-=", "~!@#$%^&*()_+"],
    [" qwertyuiop[]\\", " QWERTYUIOP{}|"],
    [" asdfghjkl;'", ' ASDFGHJKL:"'],
    [" zxcvbnm,./", " ZXCVBNM<>?"],
  ],
  dvorak: [
    ["`1234567890[]", "~!@#$%^&*(){}"],
    [" ',.pyfgcrl/=\\", ' "<>PYFGCRL?+|'],
    [" aoeuidhtns-", " AOEUIDHTNS_"],
    [" ;qjkxbmwvz", " :QJKXBMWVZ"],
  ],
  colemak: [
    ["`1234567890-=", "~!@#$%^&*()_+"],
    [" qwfpgjluy;[]\\", " QWFPGJLUY:{}|"],
    [" arstdhneio'", ' ARSTDHNEIO"'],
    [" zxcvbkm,./", " ZXCVBKM<>?"],
  ],
} as const;

export type Layout = keyof typeof LAYOUTS;
export const LAYOUT_NAMES = Object.keys(LAYOUTS) as Layout[];

/** The finger of each column, as touch typing teaches: 0–3 left from the little finger, 4–7 right. */
const FINGERS = [0, 0, 1, 2, 3, 3, 4, 4, 5, 6, 7, 7, 7, 7];

const placesOf = (layout: Layout): Map<string, Place> => {
  const places = new Map<string, Place>();
  LAYOUTS[layout].forEach((cases, row) => {
    cases.forEach((keys, shift) => {
      [...keys].forEach((key, column) => {
        if (key === " ") return;
        const finger = FINGERS[column] ?? 7;
        places.set(key, { row, column, finger, hand: finger < 4 ? 0 : 1, shifted: shift === 1 });
      });
    });
  });
  places.set(" ", { row: 4, column: 5, finger: 8, hand: 2, shifted: false });
  places.set("Enter", { row: 2, column: 12, finger: 7, hand: 1, shifted: false });
  return places;
};

const PLACES = Object.fromEntries(LAYOUT_NAMES.map((name) => [name, placesOf(name)])) as Record<
  Layout,
  Map<string, Place>
>;

/** How much pairs of keys differ for one person, in logarithms of the gap. */
export interface Hands {
  layout: Layout;
  /** What another hand saves. */
  alternation: number;
  /** What the same finger on another key costs. */
  sameFinger: number;
  repetition: number;
  /** What each row of distance costs. */
  reach: number;
  /** What Shift and what digits and symbols cost. */
  shift: number;
  symbol: number;
  /** The deviation of what is this person's own habit with a pair. */
  habit: number;
  /** Scales all of the above. */
  structure: number;
  seed: number;
}

export type Relation = "same key" | "same finger" | "same hand" | "other hand";

export function relationOf(layout: Layout, before: string, key: string): Relation {
  const from = PLACES[layout].get(before);
  const to = PLACES[layout].get(key);
  if (before === key) return "same key";
  if (!from || !to) return "same hand";
  if (from.finger === to.finger) return "same finger";
  return from.hand === to.hand ? "same hand" : "other hand";
}

/** Returns the logarithm by which the gap between two keys differs from the person's typical gap. */
export function pairEffect(hands: Hands, before: string, key: string): number {
  const places = PLACES[hands.layout];
  const from = places.get(before);
  const to = places.get(key);
  const relation = relationOf(hands.layout, before, key);
  let effect = { "same key": hands.repetition, "same finger": hands.sameFinger, "same hand": 0 }[
    relation as "same hand"
  ];
  effect ??= -hands.alternation;
  if (to) {
    if (from && relation !== "other hand") effect += hands.reach * Math.abs(from.row - to.row);
    if (to.shifted && !from?.shifted) effect += hands.shift;
    if (!/[A-Za-z ]|Enter/.test(key)) effect += hands.symbol;
  }
  const seed = hands.seed + before.charCodeAt(0) * 7_919 + key.charCodeAt(0) * 104_729;
  return hands.structure * (effect + new Random(seed).normal(0, hands.habit));
}

/** Returns a key beside `key`, or the same place with the other state of Shift. */
export function neighbourOf(layout: Layout, key: string, random: Random): string {
  const place = PLACES[layout].get(key);
  if (!place || place.row === 4) return random.pick(["n", "b", "v", ";", "m"]);
  const near = [...PLACES[layout]].filter(
    ([other, { row, column, shifted }]) =>
      other !== key &&
      other.length === 1 &&
      other !== " " &&
      shifted === place.shifted &&
      Math.abs(row - place.row) + Math.abs(column - place.column) === 1,
  );
  return near.length > 0 ? random.pick(near)[0] : "x";
}
