/** What got better: the figures of a drill beside those of the drills before it. */
import type { DrillFigures } from "../../contracts/practice.ts";
import { plural } from "../../ui/text/plural.ts";
import type { ComparedKind } from "./drill-kind.ts";

export type ComparedFigures = Pick<
  DrillFigures,
  "words_per_minute" | "accuracy_percentage" | "consistency"
>;
type Name = keyof ComparedFigures;

/** So many drills before are compared with. */
export const COMPARED_DRILLS = 10;

export interface Change {
  name: Name;
  /** The mean of the drills before, and the figure of this one. */
  before: number;
  now: number;
}

/** Smaller differences are chance: nobody types a text of 250 keys twice at the same speed. */
const NOTABLE: Record<Name, number> = {
  words_per_minute: 1,
  accuracy_percentage: 0.5,
  consistency: 1,
};
const NAMES = ["words_per_minute", "accuracy_percentage", "consistency"] as const;

/** Returns the figures beside the means of `before`; none for the first drill. */
export function changesOf(now: ComparedFigures, before: readonly ComparedFigures[]): Change[] {
  if (before.length === 0) return [];
  const mean = (name: Name) => before.reduce((sum, past) => sum + past[name], 0) / before.length;
  return NAMES.map((name) => ({ name, before: mean(name), now: now[name] }));
}

const isNotable = ({ name, before, now }: Change) => Math.abs(now - before) >= NOTABLE[name];

function phrase({ name, before, now }: Change): string {
  const difference = Math.abs(now - before).toFixed(1);
  const more = now > before;
  if (name === "words_per_minute") return `${difference} WPM ${more ? "faster" : "slower"}`;
  if (name === "accuracy_percentage")
    return `${difference} points ${more ? "more" : "less"} accurate`;
  return `${difference} points ${more ? "steadier" : "less steady"}`;
}

const list = (phrases: string[]) =>
  phrases.length < 2
    ? phrases.join("")
    : `${phrases.slice(0, -1).join(", ")} and ${phrases.at(-1)}`;

/** Says what got better, and what did not. @param whose such as `your last 3 Python drills` */
export function comparisonText(changes: readonly Change[], whose: string): string {
  const notable = changes.filter(isNotable);
  const better = notable.filter(({ now, before }) => now > before).map(phrase);
  const worse = notable.filter(({ now, before }) => now < before).map(phrase);
  if (notable.length === 0) return `About as ${whose}.`;
  const rest = better.length > 0 && worse.length > 0 ? `, though ${list(worse)}` : "";
  const text = `${list(better.length > 0 ? better : worse)} than ${whose}${rest}.`;
  return text[0]?.toUpperCase() + text.slice(1);
}

/** What the drills of a kind are called, after "drills". */
export const KIND_PHRASES: Record<ComparedKind, string> = {
  plain: "",
  focused: " of weak or chosen keys",
  own: " of this text",
  text: "",
};

/** Returns what a drill was compared with, as the end of a sentence. */
export function comparedWith(
  count: number,
  language: string,
  { guest, kind }: { guest: boolean; kind: ComparedKind },
): string {
  const drills = count === 1 ? "last" : `last ${count}`;
  const where = guest ? " of this visit" : KIND_PHRASES[kind];
  return `your ${drills} ${language} ${plural(count, "drill")}${where}`;
}
