/**
 * The rules of a drill: code to type, and nothing else. Typing is that of the game: tokens are typed with Space and Enter
 * between them, indentation and blank lines type themselves, and a wrong key does not move the caret.
 */
import { type Place, type Press, PressTimer } from "../keystrokes/press.ts";
import type { KeyPress } from "../replay.ts";
import { type Token, tokenize } from "../tokens.ts";

/** One key that a drill asks for. */
export interface DrillKey {
  /** One character or `Enter`. */
  key: string;
  /** The character's place; of a separator, that of the character before it, one column further. `snippet` is the part. */
  place: Place;
  /** Whether the key is a separator, which belongs to no token. */
  separator: boolean;
}

function keysOfToken({ text, line, column }: Token, snippet: number): DrillKey[] {
  // By code units: a key is one character, and `key_sequence` knows none outside of the basic plane in code.
  return [...text].map((key, index) => ({
    key,
    place: { snippet, line, column: column + index },
    separator: false,
  }));
}

/** Returns the keys that type `texts` one after the other, with Enter between two. */
export function drillKeys(texts: readonly string[]): DrillKey[] {
  const keys: DrillKey[] = [];
  let before: { snippet: number; line: number } | undefined;
  for (const [snippet, text] of texts.entries()) {
    for (const token of tokenize(text)) {
      const last = keys.at(-1);
      if (last && before) {
        const sameLine = before.snippet === snippet && before.line === token.line;
        const place = { ...last.place, column: last.place.column + 1 };
        keys.push({ key: sameLine ? " " : "Enter", place, separator: true });
      }
      keys.push(...keysOfToken(token, snippet));
      before = { snippet, line: token.line };
    }
  }
  return keys;
}

/** The state of a drill, as plain data. */
export interface Drill {
  keys: readonly DrillKey[];
  /** The index of the key that is due; `keys.length` when the drill is done. */
  next: number;
  correct_keys: number;
  incorrect_keys: number;
}

export const startDrill = (texts: readonly string[]): Drill => ({
  keys: drillKeys(texts),
  next: 0,
  correct_keys: 0,
  incorrect_keys: 0,
});

export const isDone = ({ keys, next }: Drill): boolean => next >= keys.length;

/** Keys that type nothing: a drill ignores them, as it ignores all keys once it is done. */
const SILENT = new Set(["Tab", "Escape", "ArrowUp"]);

/** Plays drills: changes the drill in place, and returns each press. One object serves one drill. */
export class DrillPresses {
  #timer = new PressTimer();

  press(drill: Drill, key: string, t: number): Press | undefined {
    const due = drill.keys[drill.next];
    if (!due || SILENT.has(key)) return undefined;
    const place = due.separator ? null : due.place;
    const press = { t, expected: due.key, typed: key, place };
    if (key !== due.key) {
      drill.incorrect_keys += 1;
      return { ...press, ...this.#timer.miss(t) };
    }
    drill.correct_keys += 1;
    drill.next += 1;
    return { ...press, ...this.#timer.hit(t, key) };
  }
}

/** Replays a drill's log. Returns the drill after its last key, and its presses. */
export function replayDrill(texts: readonly string[], log: readonly KeyPress[]) {
  const drill = startDrill(texts);
  const player = new DrillPresses();
  const presses = log.flatMap(([t, key]) => player.press(drill, key, t) ?? []);
  return { drill, presses };
}
