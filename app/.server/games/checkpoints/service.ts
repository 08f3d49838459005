/** Stores the key logs of running games, and ends abandoned games from them. */
import type { Checkpoint } from "../../../contracts/game.ts";
import { ENGINES } from "../../../engine/index.ts";
import { replayKeys } from "../../../engine/replay.ts";
import { accountLock, type Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import { AHEAD_MS, rejected } from "../../practice/log-checks.ts";
import { requireEngine } from "../end/service.ts";
import { insertResult } from "../end/stored-result/queries.ts";
import { pairsOf } from "../plausibility/queries.ts";
import { planOf } from "../sessions/plan.ts";
import { IDLE_SECONDS, requireOpen } from "../sessions/service.ts";
import { verify } from "../verification.ts";
import { type AbandonedRow, closeSession, findAbandoned, upsertCheckpoint } from "./queries.ts";

/**
 * Stores the key log of a running game and keeps its session from expiring.
 *
 * @throws `unauthenticated`, `session_not_found`, `session_closed`, `session_expired`, `log_rejected`
 */
export async function checkpoint(db: Db, caller: Caller, request: Checkpoint): Promise<void> {
  const limits = { aheadMs: AHEAD_MS, idleSeconds: IDLE_SECONDS };
  const { session_token, key_sequence } = request;
  const stored = await upsertCheckpoint(db, caller, session_token, key_sequence, limits);
  if (!stored) throw inactiveAccount();
  requireOpen(stored);
  if (stored.ahead) throw rejected("key_sequence", "A key is later than the time since the start");
}

/**
 * Ends an abandoned game at its last checkpoint, verified against the time at which that checkpoint arrived. Closes
 * it without a result if none can be stored.
 */
async function finish(db: Db, session: AbandonedRow, engines: typeof ENGINES): Promise<void> {
  const log = unpackKeys(session.key_sequence);
  const plan = planOf(session);
  try {
    const engine = await requireEngine(session, engines);
    const { over } = replayKeys(engine, plan, log);
    // Keys after the defeat are not part of the run.
    const key_sequence = over ? log.filter(([t]) => t <= over.at) : log;
    const ended_at_ms = over?.at ?? key_sequence.at(-1)?.[0] ?? 0;
    const request = { outcome: over?.outcome ?? ("quit" as const), key_sequence, ended_at_ms };
    const { checkpoint_ms: elapsed, best_pace: bestBefore, others } = session;
    const checkpoints = pairsOf(session.checkpoint_times);
    const known = { elapsed, checkpoints, bestBefore, others };
    const verdict = verify(engine, plan, request, known);
    const playerLock = accountLock(session.user_id);
    const stored = await insertResult(db, { session, playerLock, request, verdict });
    if (!stored.id) await closeSession(db, session.id);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "log_rejected" && code !== "engine_outdated") throw error;
    await closeSession(db, session.id);
  }
}

/** Ends up to `limit` games that expired, at their last checkpoints. @returns how many it looked at */
export async function finishAbandoned(db: Db, limit: number, engines = ENGINES): Promise<number> {
  const sessions = await findAbandoned(db, limit);
  for (const session of sessions) await finish(db, session, engines);
  return sessions.length;
}
