/** The modes of a run. Apart from the plan, whose module the start page loads. */
export const MODES = [
  "standard",
  "daily",
  "daily_practice",
  "rematch",
  "relaxed",
  "own",
  "race",
  "ghost_race",
] as const;
