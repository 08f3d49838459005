/** Players with three weak keys, and how much more frequent drills make those keys. */
import { statementStarts } from "../../../app/code/statements.ts";
import { type Candidate, chooseWindows, occurrences } from "../../../app/engine/drills/choose.ts";
import { windowsOf } from "../../../app/engine/drills/windows.ts";
import { lossesOf, weakKeys } from "../../../app/engine/keystrokes/losses.ts";
import { emptySums, keyOf } from "../../../app/engine/keystrokes/sums.ts";
import type { Language } from "../../../app/engine/plan.ts";
import { draw, nextState } from "../../../app/engine/rng.ts";
import { readSnippets } from "../../../seed/snippets.ts";

/** A key that is rarer has to be doubled; a more common one cannot be, in code that reads as code. */
const RARE = 0.02;
const AIMS = { rare: 2, common: 1.3 };
/** The keys that each player has typed before: about thirty hours, in which the rarest key came 60 times. */
const TYPED = 300_000;
const KEY_MS = 150;
const WEAK_MS = 320;
/** Keys that come at least so often in all windows of a language can be weak. */
const LEAST = 20;

/** All windows of a language, and how frequent each character is in them. */
export interface Pool {
  windows: Candidate[];
  /** Occurrences a key. */
  shares: Map<string, number>;
  /** The characters that can be weak. */
  characters: string[];
}

const snippets = await readSnippets();

export function poolOf(language: Language): Pool {
  const windows = snippets
    .filter((snippet) => snippet.language === language)
    .flatMap(({ snippet_text }, index) =>
      windowsOf(snippet_text, statementStarts(snippet_text, language)).map((window) => ({
        ...window,
        source: String(index),
      })),
    );
  const stream = windows.map((window) => window.stream).join("\n");
  const counts = new Map<string, number>();
  for (const character of stream) counts.set(character, (counts.get(character) ?? 0) + 1);
  return {
    windows,
    shares: new Map([...counts].map(([character, count]) => [character, count / stream.length])),
    characters: [...counts].flatMap(([character, count]) => (count >= LEAST ? [character] : [])),
  };
}

/** Returns the sums of a player who is slow at some characters. */
function sumsOf({ shares }: Pool, weak: ReadonlySet<string>) {
  const sums = emptySums();
  for (const [character, share] of shares) {
    const presses = Math.round(share * TYPED);
    const ms = presses * (weak.has(character) ? WEAK_MS : KEY_MS);
    sums.keys.set(character, { presses, errors: 0, timed: presses, ms });
  }
  return sums;
}

export interface Triple {
  /** The characters at which the player is slow. */
  weak: string[];
  /** The keys that the drill is to mend. */
  targets: string[];
  /** How many times as frequent each weak character is in the windows that were chosen for them. */
  times: number[];
  /** Whether each of them is frequent enough. */
  met: boolean;
  /** The keys of the drill, and of the windows that were chosen for weak keys. */
  keys: number;
  focused: number;
}

/** Returns the drills of `count` players, each with three weak keys at random. */
export function triplesOf(pool: Pool, count: number): Triple[] {
  const everybody = sumsOf(pool, new Set());
  let state = 1;
  const below = (bound: number) => {
    state = nextState(state);
    return draw(state, bound);
  };
  return Array.from({ length: count }, (_, seed) => {
    const drawn = new Set<string>();
    while (drawn.size < 3) drawn.add(pool.characters[below(pool.characters.length)] ?? "");
    const weak = [...drawn];
    const targets = weakKeys(lossesOf(sumsOf(pool, drawn), everybody));
    const chosen = chooseWindows(pool.windows, targets, seed);
    const lengthOf = (streams: string[]) =>
      streams.reduce((sum, { length }) => sum + length + 1, 0);
    const all = chosen.map(({ window }) => window.stream);
    const rich = chosen.flatMap(({ window, rich_in }) =>
      rich_in.length > 0 ? [window.stream] : [],
    );
    const focused = lengthOf(rich);
    const times = weak.map((character) => {
      const found = rich.reduce((sum, stream) => sum + occurrences(stream, character), 0);
      return found / focused / (pool.shares.get(character) ?? 1);
    });
    const met = times.every((factor, index) => {
      const isRare = (pool.shares.get(weak[index] ?? "") ?? 0) < RARE;
      return factor >= (isRare ? AIMS.rare : AIMS.common);
    });
    return { weak: weak.map(keyOf), targets, times, met, keys: lengthOf(all), focused };
  });
}
