/**
 * The session token of a drill: it is signed and carries what an end needs, so that a start stores nothing. Drills are
 * started again and again, and most of those starts would be rows that nobody ever ends.
 */
import { z } from "zod";
import { languageSchema } from "../../../contracts/game.ts";
import { focusSchema } from "../../../contracts/practice.ts";
import { readToken, signToken } from "../../auth/signed-tokens.ts";
import { partSchema } from "./parts.ts";

/** How long after its start a drill can be stored: a browser may be offline for a while. */
export const TICKET_SECONDS = 7 * 24 * 60 * 60;

const KIND = "drill+jwt";

const ticketSchema = z.object({
  session_id: z.uuid(),
  user_id: z.uuid(),
  language: languageSchema,
  focus: focusSchema,
  targets: z.array(z.string()),
  parts: z.array(partSchema),
  /** Milliseconds since 1970. */
  started_at: z.int(),
});
export type Ticket = z.infer<typeof ticketSchema>;

export const signTicket = (ticket: Ticket, secret: string) => signToken(KIND, ticket, secret);
export const readTicket = (token: string, secret: string) =>
  readToken(KIND, ticketSchema, token, secret);
