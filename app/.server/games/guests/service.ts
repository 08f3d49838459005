/** The rules of playing without an account, and of claiming the run afterwards. */
import type {
  ClaimRequest,
  GuestStartRequest,
  ReceiptRequest,
  StartedGuestGame,
} from "../../../contracts/game.ts";
import { ENGINES } from "../../../engine/index.ts";
import { SNIPPETS_A_GAME } from "../../../engine/limits.ts";
import { activeUserLock, type Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { dayOf } from "../../db/time.ts";
import { DomainError, dailySealed, inactiveAccount } from "../../errors.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { type Ended, endedGame, requireEngine } from "../end/service.ts";
import { insertResult } from "../end/stored-result/queries.ts";
import { planOf } from "../sessions/plan.ts";
import type { SessionRow } from "../sessions/queries.ts";
import type { StartQuota } from "../start/queries.ts";
import { startQuota, tooManyStarts } from "../start/quota.ts";
import { noSuchResult } from "../start/service.ts";
import { verify } from "../verification.ts";
import { claimedSession, findClaim, findGuestPlan, findGuestRematch } from "./queries.ts";
import {
  readTicket,
  receivedAt,
  signReceipt,
  signTicket,
  TICKET_SECONDS,
  type Ticket,
} from "./tickets.ts";

/** The key of the signatures, and the time. */
interface Signer {
  secret: string;
  now: Date;
}

type GuestPlan = Pick<
  Ticket,
  "language" | "difficulty" | "seed" | "mode" | "snippet_versions" | "raced_result_id"
> & { snippets: SessionRow["snippets"] };

/** Returns a new plan. @throws `too_many_starts` */
async function newPlan(
  db: Db,
  { language, difficulty }: GuestStartRequest,
  seed: number,
  quota: StartQuota,
): Promise<GuestPlan> {
  const found = await findGuestPlan(db, language, difficulty, SNIPPETS_A_GAME, quota);
  const { versions: snippet_versions, snippets, wait } = found;
  if (wait > 0) throw tooManyStarts(wait);
  const mode = "standard";
  return { language, difficulty, seed, mode, snippet_versions, raced_result_id: null, snippets };
}

/** Returns the plan of a result. @throws `daily_sealed`, `too_many_starts`, `not_found` */
async function racedPlan(
  db: Db,
  resultId: string,
  day: string,
  quota: StartQuota,
): Promise<GuestPlan> {
  const run = await findGuestRematch(db, resultId, day, quota);
  if (run.sealed) throw dailySealed();
  if (run.wait > 0) throw tooManyStarts(run.wait);
  if (run.id === null) throw noSuchResult();
  const { id: raced_result_id, versions: snippet_versions, ...plan } = run;
  return { ...plan, raced_result_id, snippet_versions };
}

/**
 * Starts a game without storing anything of it: its ticket carries what a claim needs. With a `result_id` it is a
 * rematch, on the plan of that result and under the current rules.
 *
 * @throws `too_many_starts` for the network of the request; for a rematch `not_found`, and `daily_sealed` on the plan of
 *   today's challenge, at which no guest has a try
 */
export async function startGuestGame(
  db: Db,
  request: GuestStartRequest,
  seed: number,
  { secret, now, network = null }: Signer & { network?: string | null },
  engines = ENGINES,
): Promise<StartedGuestGame> {
  const quota = startQuota(null, network);
  const { snippets, ...plan } = request.result_id
    ? await racedPlan(db, request.result_id, dayOf(now), quota)
    : await newPlan(db, request, seed, quota);
  const ticket: Ticket = {
    session_id: crypto.randomUUID(),
    ...plan,
    engine_version: engines.current,
    started_at: now.getTime(),
  };
  return {
    session_id: ticket.session_id,
    ticket: await signTicket(ticket, secret),
    ...planOf({ ...ticket, snippets }),
    started_at: now.toISOString(),
    expires_at: new Date(now.getTime() + TICKET_SECONDS * 1000).toISOString(),
  };
}

/** Returns the content of a ticket. @throws `validation_failed`, `session_expired` */
async function requireTicket(token: string, { secret, now }: Signer): Promise<Ticket> {
  const ticket = await readTicket(token, secret);
  if (!ticket) {
    const errors = [{ path: "ticket", message: "This ticket is forged or damaged" }];
    throw new DomainError("validation_failed", "Some fields are not valid", { errors });
  }
  if (now.getTime() - ticket.started_at > TICKET_SECONDS * 1000) {
    throw new DomainError("session_expired", "A guest's run can be claimed for a day");
  }
  return ticket;
}

/**
 * Returns a receipt that says when a log came in, so that its player has time to register.
 *
 * @throws `validation_failed`, `session_expired`
 */
export async function issueReceipt(request: ReceiptRequest, signer: Signer): Promise<string> {
  const ticket = await requireTicket(request.ticket, signer);
  return signReceipt(ticket, request, signer.secret, signer.now);
}

/**
 * Stores a guest's run as the caller's: verified like any other, once.
 *
 * @param cache drops the boards that the result changed
 * @throws `unauthenticated`, `validation_failed`, `session_expired`, `engine_outdated`,
 *   `log_rejected`, `too_many_starts` (a claim opens a session), `already_claimed`
 */
export async function claimGuestGame(
  db: Db,
  caller: Caller,
  request: ClaimRequest,
  signer: Signer,
  cache: BoardCache,
  engines = ENGINES,
): Promise<Ended> {
  const ticket = await requireTicket(request.ticket, signer);
  const found = await findClaim(db, caller, ticket.snippet_versions);
  if (!found) throw inactiveAccount();
  const engine = await requireEngine(ticket, engines);
  const at = (await receivedAt(request, ticket, signer.secret)) ?? signer.now.getTime();
  const plan = planOf({ ...ticket, snippets: found.snippets });
  const known = { elapsed: at - ticket.started_at, bestBefore: found.best_pace };
  const verdict = verify(engine, plan, request, known);
  const started_at = new Date(ticket.started_at).toISOString();
  const { session_id: id, language, difficulty, seed, engine_version } = ticket;
  const stored = await insertResult(db, {
    session: {
      id,
      user_id: caller.id,
      language,
      difficulty,
      seed,
      engine_version,
      challenge_day: null,
      started_at,
    },
    playerLock: activeUserLock(caller),
    request,
    verdict,
    opening: claimedSession(ticket, request),
    quota: startQuota(caller.id, null),
  });
  if (stored.id !== null) return endedGame(stored, cache);
  if (stored.wait > 0) throw tooManyStarts(stored.wait);
  throw stored.may_act
    ? new DomainError("already_claimed", "This run was claimed before")
    : inactiveAccount();
}
