/** The rules of logs that running games leave behind them, so that a crash loses little. */
import type { Checkpoint } from "../../../contracts/game.ts";
import { replay } from "../../../engine/v1/replay.ts";
import { type Caller, lockAccount } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { inactiveAccount } from "../../errors.ts";
import { unpackKeys } from "../key-log.ts";
import { planOf } from "../plan.ts";
import { insertResult } from "../results.ts";
import { IDLE_SECONDS, requireOpen, requireThisEngine } from "../service.ts";
import { AHEAD_MS, rejected, verify } from "../verification.ts";
import { type AbandonedRow, closeSession, findAbandoned, keepLog } from "./queries.ts";

/**
 * Keeps the log of a running game, and its session alive.
 *
 * @throws `unauthenticated`, `session_not_found`, `session_closed`, `session_expired`, `log_rejected`
 */
export async function checkpoint(db: Db, caller: Caller, request: Checkpoint): Promise<void> {
  const limits = { aheadMs: AHEAD_MS, idleSeconds: IDLE_SECONDS };
  const { session_token, key_sequence } = request;
  const kept = await keepLog(db, caller, session_token, key_sequence, limits);
  if (!kept) throw inactiveAccount();
  requireOpen(kept);
  if (kept.ahead) throw rejected("key_sequence", "A key is later than the time since the start");
}

/** Ends one abandoned game where its last checkpoint left it, and as late as that came in. */
async function finish(db: Db, session: AbandonedRow): Promise<boolean> {
  const log = unpackKeys(session.key_sequence);
  const plan = planOf(session);
  const { over } = replay(plan, log);
  // What was pressed when production was down already is no part of the run.
  const key_sequence = over ? log.filter(([t]) => t <= over.at) : log;
  const ended_at_ms = over?.at ?? key_sequence.at(-1)?.[0] ?? 0;
  const request = { outcome: over?.outcome ?? ("quit" as const), key_sequence, ended_at_ms };
  try {
    requireThisEngine(session);
    const verdict = verify(plan, request, session.kept_after);
    const player = lockAccount(session.user_id);
    const stored = await insertResult(db, { session, player, request, verdict });
    if (!stored.id) await closeSession(db, session.id);
    return stored.id !== null;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== "log_rejected" && code !== "engine_outdated") throw error;
    await closeSession(db, session.id);
    return false;
  }
}

/** Ends games that idled away, from their last checkpoints. @returns how many were looked at */
export async function finishAbandoned(db: Db, limit: number): Promise<number> {
  const found = await findAbandoned(db, limit);
  for (const session of found) await finish(db, session);
  return found.length;
}
