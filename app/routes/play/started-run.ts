/**
 * A run that has started: a player's, which the server has stored, a guest's, which it has not, or one that was made in the
 * browser, of which the server never hears.
 */
import type { StartedGame, StartedGuestGame } from "../../contracts/game.ts";
import type { Highlight } from "../../contracts/highlight.ts";
import type { OfflineRun } from "../../ui/offline/stock.ts";
import { UNREACHABLE } from "../../ui/outbox/network.ts";
import type { Saver } from "./saver.ts";

type ServedRun = StartedGame | StartedGuestGame;
export type StartedRun = ServedRun | OfflineRun;

/** What a start answers: the run, or why there is none. */
export interface StartAnswer {
  game: StartedRun | null;
  highlights: Highlight[];
  /** The id of the result that is raced. */
  ghost: string | null;
  problems: string[];
  /** Of a run that no server knows of; any other has its own. */
  saver?: Saver;
  /** The form fields of the run that did not start, or of the relaxed one that can be played in its place. */
  again?: Record<string, unknown> | undefined;
  /** The root's loader is not asked either. */
  unreachable?: boolean;
}

/** The form fields of a run that needs no server, besides language and difficulty. */
export const OFFLINE_FIELDS = { mode: "relaxed", offline: "1" };

export const refusedStart = (form: FormData): StartAnswer => ({
  game: null,
  highlights: [],
  ghost: null,
  problems: [UNREACHABLE],
  again: Object.fromEntries(form),
  unreachable: true,
});

/** Returns the token with which the server accepts the end of the run. */
export const endToken = (game: ServedRun): string =>
  "ticket" in game ? game.ticket : game.session_token;

/** Returns the form fields that start the same game again. A daily challenge goes on as practice. */
export function restartFields(game: StartedRun, ghost: string | null): Record<string, string> {
  const { language, difficulty, mode } = game;
  if ("unstored" in game) return { language, difficulty, ...OFFLINE_FIELDS };
  if (ghost) return { language, difficulty, mode: "rematch", result_id: ghost };
  if (mode === "daily") return { language, difficulty, mode: "daily_practice" };
  // An own text is the only snippet of its plan.
  if (mode === "own") return { language, difficulty, mode, text_id: game.snippets[0]?.id ?? "" };
  return { language, difficulty, mode };
}
