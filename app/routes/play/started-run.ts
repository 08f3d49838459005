/** A game that has begun: a player's, which the server knows, or a guest's, which nobody knows yet. */
import type { StartedGame, StartedGuestGame } from "../../contracts/game.ts";

export type StartedRun = StartedGame | StartedGuestGame;

/** What the server takes the run by. */
export const sessionToken = (game: StartedRun): string =>
  "ticket" in game ? game.ticket : game.session_token;

/** The form that starts such a game once more: today's challenge only for practice. */
export function restartFields(game: StartedRun, ghost: string | null): Record<string, string> {
  const { language, difficulty, mode } = game;
  if (ghost) return { language, difficulty, mode: "rematch", result_id: ghost };
  if (mode === "daily") return { language, difficulty, mode: "daily_practice" };
  return { language, difficulty, mode };
}
