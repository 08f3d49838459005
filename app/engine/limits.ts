/** The limits of runs and their key logs, for the browser that writes them and for the server that verifies them. */

/** The most keys of a run. The browser ends a run that reaches it, which takes 33 minutes at 120 words a minute. */
export const MAX_KEYS = 20_000;

/** The most keys that the server accepts in any second: more than anybody has ever pressed. */
export const MAX_KEYS_PER_SECOND = 40;

/** A day in milliseconds: far longer than any run, and far below what the column's INTEGER holds. */
export const MAX_RUN_MS = 86_400_000;

/** The time limit of a race in milliseconds. No other mode has one. */
export const RACE_MS = 180_000;
