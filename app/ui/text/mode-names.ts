/** The names of modes. */
import type { Mode } from "../../engine/plan.ts";

export const MODE_NAMES: Record<Mode, string> = {
  standard: "Standard",
  daily: "Daily challenge",
  daily_practice: "Daily practice",
  rematch: "Rematch",
  relaxed: "Relaxed",
  own: "Own text",
  race: "Race",
  ghost_race: "Unrated race",
};
