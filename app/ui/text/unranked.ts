/** Why a run does not count, in words. */
import { COUNTED_SECONDS, COUNTED_WORDS, type UnrankedReason } from "../../contracts/ranking.ts";

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** Returns the sentence about a run that is too short to count. */
export const tooShortText = (run: { playtime_seconds: number; total_words_typed: number }) =>
  `Too short to count: a run counts from ${COUNTED_SECONDS} seconds and ${COUNTED_WORDS} tokens on. This one had ${count(run.playtime_seconds, "second")} and ${count(run.total_words_typed, "token")}.`;

/** Why a run is unranked, in a word or two. */
export const UNRANKED_BADGES: Record<UnrankedReason, string> = {
  mode: "unranked",
  short: "too short",
  overlap: "two at once",
};
