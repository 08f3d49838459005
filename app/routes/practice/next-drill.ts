/** What the end of a drill offers: the advised drill first, and one other. Sentence and buttons are made of the same rule. */
import { keyName } from "../../ui/keyboard/key-names.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import type { DrillChoice } from "./choice.ts";

export interface NextDrill {
  choice: DrillChoice;
  /** What the button says: `Drill ( once more`. `code` is a key, or the title of a text. */
  verb: string;
  code?: string;
  more?: string;
}

/** The ended drill, as far as the next one depends on it. */
export interface EndedDrill {
  choice: DrillChoice;
  /** The keys that it was to mend. */
  targets: readonly string[];
  /** The title of an own text. */
  title: string | undefined;
}

function sameAgain({ choice, title }: EndedDrill): NextDrill {
  const { kind, keys, language } = choice;
  if (kind === "keys")
    return { choice, verb: "Drill", code: keys.map(keyName).join(" "), more: "once more" };
  if (kind === "weak_keys") return { choice, verb: "Drill weak keys" };
  if (kind === "own" && title) return { choice, verb: "Type", code: title, more: "again" };
  if (kind === "own" || kind === "text") return { choice, verb: "Type it again" };
  return { choice, verb: `Next ${LANGUAGE_NAMES[language]} drill` };
}

/** Code of everything, in the difficulty and category that were chosen for it. */
const plain = ({ choice }: EndedDrill): NextDrill => ({
  choice: { ...choice, kind: "plain", text_id: undefined, text_title: undefined, any_code: false },
  verb: `Next ${LANGUAGE_NAMES[choice.language]} drill`,
});

const isSameKeys = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((key) => b.includes(key));

/** @param keys those that the advice names, for somebody who can drill them; empty for none */
export function nextDrills(
  ended: EndedDrill,
  keys: readonly string[],
): { first: NextDrill; other: NextDrill | undefined } {
  const { choice, targets } = ended;
  const again = sameAgain(ended);
  if (keys.length === 0)
    return choice.kind === "keys"
      ? { first: plain(ended), other: again }
      : { first: again, other: undefined };
  const isSame = choice.kind === "keys" && isSameKeys(choice.keys, keys);
  return {
    first: {
      choice: {
        ...choice,
        kind: "keys",
        keys: [...keys],
        text_id: undefined,
        text_title: undefined,
        // The few windows that are rich in a key are of all difficulties.
        any_code: true,
      },
      verb: "Drill",
      code: keys.map(keyName).join(" "),
      ...(keys.every((key) => targets.includes(key)) && { more: "once more" }),
    },
    other: isSame ? plain(ended) : again,
  };
}
