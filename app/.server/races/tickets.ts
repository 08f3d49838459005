/** The signed tickets with which sockets of races are opened: for one person and one room, for a while. */
import { z } from "zod";
import { raceCodeSchema } from "../../contracts/race-code.ts";
import { readToken, signToken } from "../auth/signed-tokens.ts";

/** A first ticket: the page opens the socket at once. */
export const TICKET_SECONDS = 120;
/** The ticket with which somebody comes back: as long as an open room waits, and the race and the look back after it. */
export const RESUME_SECONDS = 45 * 60;

const KIND = "race+jwt";

const raceTicketSchema = z.object({
  code: raceCodeSchema,
  role: z.enum(["racer", "spectator"]),
  person: z.object({
    id: z.uuid(),
    user_id: z.uuid().nullable(),
    username: z.string().nullable(),
    name: z.string(),
  }),
  /** Seconds since 1970, as JWTs have it. */
  exp: z.int(),
});
export type RaceTicket = z.infer<typeof raceTicketSchema>;

export const signRaceTicket = (
  ticket: Omit<RaceTicket, "exp">,
  secret: string,
  now: Date,
  seconds = TICKET_SECONDS,
): Promise<string> =>
  signToken(KIND, { ...ticket, exp: Math.floor(now.getTime() / 1_000) + seconds }, secret);

/** Returns the ticket; undefined when it is forged, expired, or for another room. */
export async function readRaceTicket(
  token: string,
  code: string,
  secret: string,
): Promise<RaceTicket | undefined> {
  const ticket = await readToken(KIND, raceTicketSchema, token, secret);
  return ticket?.code === code ? ticket : undefined;
}
