/** The accuracies, in percent of keys, that advice goes by. docs/figures.md shows how they were found. */

/** Below this accuracy a player gains more from fewer errors than from more speed. */
export const STEADY_ACCURACY = 95;

/** At this accuracy a player may ask for more: three wrong keys in a hundred. */
export const MASTERED_ACCURACY = 97;
