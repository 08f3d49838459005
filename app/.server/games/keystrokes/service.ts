/**
 * Brings the statistics of keys up to date with runs and drills whose state has changed since they were counted: runs of
 * before, runs that were voided or restored, and deleted drills (docs/decisions/0050-keystrokes.md).
 */
import { replayDrill } from "../../../engine/drills/drill.ts";
import { ENGINES, engineOf } from "../../../engine/index.ts";
import { replayRun } from "../../../engine/replay.ts";
import type { Db } from "../../db/client.ts";
import { textsOf } from "../../practice/drills/parts.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import { packSums } from "../../practice/keystrokes/packing.ts";
import { KeystrokeCounter } from "../../practice/keystrokes/presses.ts";
import { planOf } from "../sessions/plan.ts";
import { countKeystrokes } from "./count.ts";
import { type DueSession, type DueSums, findDueSessions, settleSums } from "./queries.ts";

/** Sessions of a batch. Few, because each log is replayed: about 5 ms. */
export const SETTLE_BATCH = 50;

type DueDrill = Extract<DueSession, { id: null }>;
type DueGame = Exclude<DueSession, { id: null }>;

/** Returns the sums of a drill; null when its log or its text is gone. */
function drillSums({ key_sequence, drill }: DueDrill): DueSums["sums"] {
  if (!key_sequence) return null;
  const { language, parts, texts, duration_ms } = drill;
  const typed = textsOf(parts, texts);
  if (!typed) return null;
  const counter = new KeystrokeCounter(language, (part) => typed[part] ?? "");
  const { drill: state, presses } = replayDrill(typed, unpackKeys(key_sequence));
  for (const press of presses) counter.add(press);
  return packSums(counter.sums, language, { ...state, ms: duration_ms });
}

/** Returns the sums of a run; null when its log, its code or its engine is gone. */
async function gameSums(due: DueGame, engines: typeof ENGINES): Promise<DueSums["sums"]> {
  const { key_sequence, outcome, ended_at_ms, playtime_seconds } = due;
  const engine = await engineOf(due.engine_version, engines);
  if (!key_sequence || !engine || !outcome || ended_at_ms === null) return null;
  if (due.snippets.length === 0) return null;
  const plan = planOf(due);
  const run = { plan, keys: unpackKeys(key_sequence), outcome, endedAt: ended_at_ms };
  const counter = countKeystrokes(engine, plan);
  const state = replayRun(engine, run, counter.visit);
  return packSums(counter.sums, plan.language, { ...state, ms: playtime_seconds * 1_000 });
}

/** Settles the next sessions that are due. Safe to run twice at once. @returns how many it looked at */
export async function settleKeystrokes(
  db: Db,
  batch = SETTLE_BATCH,
  engines = ENGINES,
): Promise<number> {
  const found = await findDueSessions(db, batch);
  if (found.length === 0) return 0;
  const due: DueSums[] = [];
  for (const session of found) {
    const sums = session.id === null ? drillSums(session) : await gameSums(session, engines);
    due.push({ id: session.typing_id, sums });
  }
  await settleSums(db, due);
  return found.length;
}
