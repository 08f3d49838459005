import { plural } from "./plural.ts";

/**
 * Says how far a run came, as `Survived 6 waves`: the one measure of it, by which points are given, too. The newest wave of
 * a run is no measure, because waves overlap; and the bugs of a survived wave may all have got through.
 */
export const wavesSurvivedText = (waves: number): string =>
  waves === 0 ? "Survived no wave" : `Survived ${waves} ${plural(waves, "wave", "waves")}`;

/** Says the same of a run whose newest wave is known: its player has just seen that number. */
export const wavesSurvivedOfText = (waves: number, newest: number): string =>
  newest === 0
    ? wavesSurvivedText(0)
    : `Survived ${waves === 0 ? "none" : waves} of ${newest} ${plural(newest, "wave", "waves")}`;
