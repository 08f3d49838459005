/** The rules of playing without an account, and of claiming the run afterwards. */
import type {
  ClaimRequest,
  GuestStartRequest,
  ReceiptRequest,
  StartedGuestGame,
} from "../../../contracts/game.ts";
import { ENGINES } from "../../../engine/index.ts";
import { activeUserLock, type Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { type Ended, endedGame, requireEngine } from "../end/service.ts";
import { insertResult } from "../end/stored-result/queries.ts";
import { planOf } from "../sessions/plan.ts";
import { SNIPPETS_A_GAME } from "../sessions/service.ts";
import { startQuota, tooManyStarts } from "../start/quota.ts";
import { verify } from "../verification.ts";
import { claimedSession, findClaim, findGuestPlan } from "./queries.ts";
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

/**
 * Starts a game without storing anything of it: its ticket carries what a claim needs.
 *
 * @throws `too_many_starts` for the network of the request
 */
export async function startGuestGame(
  db: Db,
  { language, difficulty }: GuestStartRequest,
  seed: number,
  { secret, now, network = null }: Signer & { network?: string | null },
  engines = ENGINES,
): Promise<StartedGuestGame> {
  const { versions, snippets, wait } = await findGuestPlan(
    db,
    language,
    difficulty,
    SNIPPETS_A_GAME,
    startQuota(null, network),
  );
  if (wait > 0) throw tooManyStarts(wait);
  const ticket: Ticket = {
    session_id: crypto.randomUUID(),
    language,
    difficulty,
    seed,
    engine_version: engines.current,
    snippet_versions: versions,
    started_at: now.getTime(),
  };
  return {
    session_id: ticket.session_id,
    ticket: await signTicket(ticket, secret),
    ...planOf({ ...ticket, mode: "standard", snippets }),
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
  const plan = planOf({ ...ticket, mode: "standard", snippets: found.snippets });
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
