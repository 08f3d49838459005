/** A run that has started: a player's, which the server has stored, or a guest's, which it has not. */
import type { StartedGame, StartedGuestGame } from "../../contracts/game.ts";

export type StartedRun = StartedGame | StartedGuestGame;

/** Returns the token with which the server accepts the end of the run. */
export const endToken = (game: StartedRun): string =>
  "ticket" in game ? game.ticket : game.session_token;

/** Returns the form fields that start the same game again. A daily challenge goes on as practice. */
export function restartFields(game: StartedRun, ghost: string | null): Record<string, string> {
  const { language, difficulty, mode } = game;
  if (ghost) return { language, difficulty, mode: "rematch", result_id: ghost };
  if (mode === "daily") return { language, difficulty, mode: "daily_practice" };
  // An own text is the only snippet of its plan.
  if (mode === "own") return { language, difficulty, mode, text_id: game.snippets[0]?.id ?? "" };
  return { language, difficulty, mode };
}
