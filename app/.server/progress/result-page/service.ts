/** What the page of a result shows, and its image. */
import { z } from "zod";
import type { ResultWithPlayer } from "../../../contracts/game.ts";
import type { Analysis, ResultPage } from "../../../contracts/result-page.ts";
import { ENGINES, engineOf } from "../../../engine/index.ts";
import type { Db } from "../../db/client.ts";
import { DomainError } from "../../errors.ts";
import { unpackKeys } from "../../games/key-log.ts";
import { planOf } from "../../games/plan.ts";
import { analyse } from "./analysis.ts";
import { findPictured, findResultPage, type PlayedRow } from "./queries.ts";

const BEFORE = 100;

const noResult = () => new DomainError("not_found", "There is no such result");
const isId = (id: string) => z.uuid().safeParse(id).success;

/** What was measured, without what it takes to run it again. */
function resultOf(row: PlayedRow): ResultWithPlayer {
  const {
    seed: _,
    engine_version: __,
    ended_at_ms: ___,
    key_sequence: ____,
    snippets,
    ...shown
  } = row;
  const { mode, language, difficulty, outcome, started_at, session_ended_at, ...rest } = shown;
  const { username, display_name, ...result } = rest;
  const { session_id: id } = result;
  return {
    ...result,
    session: { id, mode, language, difficulty, outcome, started_at, ended_at: session_ended_at },
    user: { username, display_name },
  };
}

/** Analyses a run by the rules that it was played by; null without its log, or where those rules are unknown. */
async function analysisOf(row: PlayedRow, engines = ENGINES): Promise<Analysis | null> {
  const engine = row.key_sequence && (await engineOf(row.engine_version, engines));
  if (!row.key_sequence || !engine) return null;
  return analyse(engine, {
    plan: planOf(row),
    keys: unpackKeys(row.key_sequence),
    outcome: row.outcome,
    endedAt: row.ended_at_ms,
  });
}

/** A result, taken apart and compared. @throws `not_found` */
export async function resultPage(db: Db, resultId: string, engines = ENGINES): Promise<ResultPage> {
  const row = isId(resultId) ? await findResultPage(db, resultId, BEFORE) : undefined;
  if (!row) throw noResult();
  const { comparison, standing, ...played } = row;
  const analysis = await analysisOf(played, engines);
  return { result: resultOf(played), comparison, standing, analysis };
}

export interface Pictured {
  result: ResultWithPlayer;
  /** Plays the log again: asked for only when the image is drawn. */
  analysis(): Promise<Analysis | null>;
}

/** What the image of a result shows. @throws `not_found`, also for one that was voided */
export async function pictured(db: Db, resultId: string): Promise<Pictured> {
  const row = isId(resultId) ? await findPictured(db, resultId) : undefined;
  if (!row) throw noResult();
  return { result: resultOf(row), analysis: () => analysisOf(row) };
}
