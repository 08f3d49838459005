/** Tickets of guests' games, as the site signs them. */
import { readTicket, signTicket } from "../../app/.server/games/guests/tickets.ts";
import { SECRET } from "./api.ts";

/** Returns the ticket of a game that began `ago` milliseconds earlier, as if that time had passed. */
export async function backdateTicket(ticket: string, ago: number): Promise<string> {
  const content = await readTicket(ticket, SECRET);
  if (!content) throw new Error("this ticket is not the site's");
  return signTicket({ ...content, started_at: content.started_at - ago }, SECRET);
}
