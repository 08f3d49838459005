/**
 * The signed tokens that a guest has instead of a stored session: a ticket for the plan and a receipt for
 * the log (docs/decisions/0014-guests.md).
 */
import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { z } from "zod";
import {
  type ClaimRequest,
  difficultySchema,
  languageSchema,
  type ReceiptRequest,
} from "../../../contracts/game.ts";
import { readToken, signToken } from "../../auth/signed-tokens.ts";

/** How long after its start a guest's run can be claimed. */
export const TICKET_SECONDS = 24 * 60 * 60;

const KINDS = { ticket: "guest-game+jwt", receipt: "guest-log+jwt" } as const;

const ticketSchema = z.object({
  session_id: z.uuid(),
  language: languageSchema,
  difficulty: difficultySchema,
  seed: z.int(),
  engine_version: z.int(),
  snippet_versions: z.array(z.int()),
  /** Tickets of before rematches of guests have neither of the next two. */
  mode: z.enum(["standard", "rematch", "relaxed", "race", "ghost_race"]).default("standard"),
  /** The result that a rematch races. */
  raced_result_id: z.uuid().nullable().default(null),
  /** Milliseconds since 1970. */
  started_at: z.int(),
});
export type Ticket = z.infer<typeof ticketSchema>;

const receiptSchema = z.object({
  session_id: z.uuid(),
  digest: z.string(),
  at: z.int(),
});

export const signTicket = (ticket: Ticket, secret: string) =>
  signToken(KINDS.ticket, ticket, secret);
export const readTicket = (token: string, secret: string) =>
  readToken(KINDS.ticket, ticketSchema, token, secret);

/** Returns a receipt: the log with this digest came in at `now`. */
export const signReceipt = (
  ticket: Ticket,
  { digest }: Pick<ReceiptRequest, "digest">,
  secret: string,
  now: Date,
) => signToken(KINDS.receipt, { session_id: ticket.session_id, digest, at: now.getTime() }, secret);

type GuestRun = Pick<ClaimRequest, "outcome" | "key_sequence" | "ended_at_ms">;

function digestOf({ outcome, key_sequence, ended_at_ms }: GuestRun): string {
  const text = JSON.stringify([outcome, key_sequence, ended_at_ms]);
  return encodeHexLowerCase(sha256(new TextEncoder().encode(text)));
}

/** Returns when the log of `claim` came in, in milliseconds since 1970; undefined without a receipt for this very log. */
export async function receivedAt(
  claim: ClaimRequest,
  { session_id }: Ticket,
  secret: string,
): Promise<number | undefined> {
  if (!claim.receipt) return undefined;
  const receipt = await readToken(KINDS.receipt, receiptSchema, claim.receipt, secret);
  const fits = receipt?.session_id === session_id && receipt.digest === digestOf(claim);
  return fits ? receipt.at : undefined;
}

/** Returns the ticket of a run whose log the server has itself, and the receipt that it was complete at `at`. */
export async function signFinishedRun(ticket: Ticket, run: GuestRun, secret: string, at: Date) {
  const receipt = await signReceipt(ticket, { digest: digestOf(run) }, secret, at);
  return { ticket: await signTicket(ticket, secret), receipt };
}
