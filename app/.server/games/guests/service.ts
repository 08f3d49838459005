/** The rules of playing without an account, and of keeping the run afterwards. */
import type {
  ClaimRequest,
  GuestStartRequest,
  ReceiptRequest,
  StartedGuestGame,
} from "../../../contracts/game.ts";
import { ENGINES } from "../../../engine/index.ts";
import { type Caller, lockActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import { planOf } from "../plan.ts";
import { insertResult } from "../results.ts";
import { type EndedOnBoards, endedGame, requireEngine, SNIPPETS_A_GAME } from "../service.ts";
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

/** Whatever is signed and checked here, and when. */
interface Signer {
  secret: string;
  now: Date;
}

/** Starts a game of which nothing is stored: the ticket carries what a claim will need. */
export async function startGuestGame(
  db: Db,
  { language, difficulty }: GuestStartRequest,
  seed: number,
  { secret, now }: Signer,
  engines = ENGINES,
): Promise<StartedGuestGame> {
  const { versions, snippets } = await findGuestPlan(db, language, difficulty, SNIPPETS_A_GAME);
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

/** @throws `validation_failed`, `session_expired` */
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
 * Certifies when a log was there, so that its player has time to register.
 *
 * @throws `validation_failed`, `session_expired`
 */
export async function certify(request: ReceiptRequest, clerk: Signer): Promise<string> {
  const ticket = await requireTicket(request.ticket, clerk);
  return signReceipt(ticket, request, clerk.secret, clerk.now);
}

/**
 * Makes a guest's run the caller's: verified like any other, once.
 *
 * @throws `unauthenticated`, `validation_failed`, `session_expired`, `engine_outdated`,
 *   `log_rejected`, `already_claimed`
 */
export async function claim(
  db: Db,
  caller: Caller,
  request: ClaimRequest,
  clerk: Signer,
  engines = ENGINES,
): Promise<EndedOnBoards> {
  const ticket = await requireTicket(request.ticket, clerk);
  const found = await findClaim(db, caller, ticket.snippet_versions);
  if (!found) throw inactiveAccount();
  const engine = await requireEngine(ticket, engines);
  const at = (await receivedAt(request, ticket, clerk.secret)) ?? clerk.now.getTime();
  const plan = planOf({ ...ticket, mode: "standard", ...found });
  const verdict = verify(engine, plan, request, at - ticket.started_at);
  const started_at = new Date(ticket.started_at).toISOString();
  const { session_id: id, language, difficulty } = ticket;
  const stored = await insertResult(db, {
    session: { id, user_id: caller.id, language, difficulty, challenge_day: null, started_at },
    player: lockActiveUser(caller),
    request,
    verdict,
    opening: claimedSession(ticket, request),
  });
  if (stored.id !== null) return endedGame(stored);
  throw stored.may_act
    ? new DomainError("already_claimed", "This run was claimed before")
    : inactiveAccount();
}
