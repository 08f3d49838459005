import type { Achievement } from "../../contracts/achievement.ts";
import { BADGE_BOX, FAMILY_SYMBOLS, FOUND_SYMBOL, LEVEL_BRACKETS } from "./badge-paths.ts";

interface Props extends Pick<Achievement, "family" | "level"> {
  /** Whether it is unlocked; a locked badge has dashed brackets. */
  earned: boolean;
  className?: string;
}

/** Draws the badge of an achievement. Hidden from screen readers: give its meaning in text beside it. */
export function Badge({ family, level, earned, className = "" }: Props) {
  const { width, height } = BADGE_BOX;
  // Curiosities have no order: their brackets are those of the first level, and a found one answers its question mark.
  const curious = family === "curiosities";
  const brackets = LEVEL_BRACKETS[curious ? 0 : level - 1] ?? LEVEL_BRACKETS.at(-1);
  const symbol = curious && earned ? FOUND_SYMBOL : FAMILY_SYMBOLS[family];
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={`glyph badge-glyph ${className}`}
      data-earned={earned}
      aria-hidden="true"
      focusable="false"
    >
      <path className="badge-brackets" d={brackets?.open} />
      <path className="badge-brackets" d={brackets?.close} />
      <path d={symbol} />
    </svg>
  );
}
