/**
 * The names and explanations of the flags of a run: the rules of games/plausibility/rules.ts, what verification and
 * the database add, and what earlier versions stored. `docs/incidents/cheaters.md` says how to judge them.
 */

/** What the number of a rule counts, and how it is written. */
export type Unit = "wpm" | "ms" | "keys" | "times" | "share" | "correlation";

export interface Flag {
  name: string;
  /** What it means, as one sentence. */
  text: string;
  /** What the number of a rule measures; only rules have one. */
  figure?: { what: string; unit: Unit };
}

const bestMinute = { what: "best minute", unit: "wpm" } as const;
const reaction = { what: "median to the first key", unit: "ms" } as const;
const within10 = { what: "keys within 10 ms of the one before", unit: "share" } as const;

const TEXTS: Record<string, Omit<Flag, "name">> = {
  speed_10: {
    text: "Its best ten seconds are quicker than sprints at championships.",
    figure: { what: "best 10 s", unit: "wpm" },
  },
  speed_60: {
    text: "Its best minute comes near the records for a minute of prose, though code has symbols.",
    figure: bestMinute,
  },
  speed_impossible: {
    text: "Its best minute is far beyond the records for a minute of prose.",
    figure: bestMinute,
  },
  reaction: {
    text: "A bug on the empty field gets its first key as soon as people react to a light, before they can have read it.",
    figure: reaction,
  },
  reaction_impossible: {
    text: "A bug on the empty field gets its first key sooner than any person reacts.",
    figure: reaction,
  },
  retarget: {
    text: "Finding the next bug takes hardly longer than the next key of the same one.",
    figure: { what: "first key of the next bug, against other keys", unit: "times" },
  },
  flawless: {
    text: "Thousands of right keys in a row, and not one error.",
    figure: { what: "right keys in a row", unit: "keys" },
  },
  error_recovery: {
    text: "The key after an error comes as quickly as any other; people stop for a moment.",
    figure: { what: "key after an error, against other keys", unit: "times" },
  },
  single_errors: {
    text: "At high speed nearly every wrong key stands alone; fast hands press another one before they stop.",
    figure: { what: "errors that follow an error", unit: "share" },
  },
  growth: {
    text: "Its best minute is several times as fast as this player's best one before.",
    figure: { what: "best minute, against the best before", unit: "times" },
  },
  clock_ahead: {
    text: "Keys reached the server before the time at which they claim to be pressed.",
    figure: { what: "ahead of the server", unit: "ms" },
  },
  clock_drift: {
    text: "All along, the run's clock and the server's went at different speeds, as if one had been slowed.",
    figure: { what: "difference of the clocks", unit: "share" },
  },
  near_zero_gaps: {
    text: "Many keys share a moment with the one before, as in pasted or chorded text.",
    figure: within10,
  },
  zero_gaps: {
    text: "Most keys share a moment with the one before: hands do not do that.",
    figure: within10,
  },
  burst: {
    text: "More keys came at once than ten fingers press.",
    figure: { what: "keys in a row, 10 ms apart at most", unit: "keys" },
  },
  even_gaps: {
    text: "Its gaps differ less than those of the most even typists.",
    figure: { what: "deviation of gaps, of their mean", unit: "share" },
  },
  constant_gaps: {
    text: "Half of its gaps have practically one length, like the ticks of a clock.",
    figure: { what: "median distance to the median gap", unit: "share" },
  },
  rhythm: {
    text: "How long a key takes does not depend on the two keys, as it does with hands on a keyboard.",
    figure: { what: "likeness of a pair's times, at best", unit: "correlation" },
  },
  repeated_pattern: {
    text: "Its gaps repeat in a cycle: a recorded rhythm, or a beat.",
    figure: { what: "likeness to the gaps before", unit: "correlation" },
  },
  copy: {
    text: "Its rhythm is that of another run of the same plan. Open the other runs of that day or rematch.",
  },
  overlap: {
    text: "Typed at the same time as another run of the account, so it counts for nothing.",
  },
  late: {
    text: "It came in late, and nothing vouches for its clock: it counts for statistics, and is on no board. Nothing to judge by itself.",
  },
  speed: {
    text: "From before there were rules: more than 250 keys in ten seconds, 300 words a minute.",
  },
};

export const FLAGS: Record<string, Flag> = Object.fromEntries(
  Object.entries(TEXTS).map(([name, flag]) => [name, { name, ...flag }]),
);
