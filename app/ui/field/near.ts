/**
 * With a smaller share of its way left a bug counts as near the wall. It stands apart from the other sizes, because drills load
 * what says how urgent a bug is, and nothing of the stage.
 */
export const NEAR = 0.25;
