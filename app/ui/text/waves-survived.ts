import { plural } from "./plural.ts";

/**
 * Says how far a run came, as `6 waves held`: the one measure of it, by which points are given, too. The newest wave of
 * a run is no measure, because waves overlap.
 */
export const wavesHeldText = (waves: number): string =>
  waves === 0 ? "No wave held" : `${waves} ${plural(waves, "wave", "waves")} held`;
