/**
 * The routes that accept a WebSocket. A handler passes the request to a Durable Object:
 * `(c) => c.env.ROOMS.getByName(c.req.param("code")).fetch(c.req.raw)`.
 */
import { Hono } from "hono";
import { DomainError } from "../../app/.server/errors.ts";
import { readRaceTicket } from "../../app/.server/races/tickets.ts";
import { raceCodeSchema } from "../../app/contracts/race-code.ts";
import type { AppEnv } from "../env.ts";
import { limitSockets } from "../middleware/rate-limit.ts";

export const socketRoutes = new Hono<AppEnv>();

/** A race's room. The ticket is checked here, too, so that a stranger wakes no object, nor somebody who opens too many sockets. */
socketRoutes.get("/api/races/:code/socket", async (c) => {
  const code = raceCodeSchema.safeParse(c.req.param("code")).data;
  if (!code) throw new DomainError("not_found", "There is no such race");
  const ticket = await readRaceTicket(c.req.query("ticket") ?? "", code, c.env.AUTH_SECRET);
  if (!ticket) {
    throw new DomainError("invalid_token", "This ticket is forged, too old, or for another race");
  }
  await limitSockets(c, ticket.person.id);
  return c.env.RACE_ROOMS.getByName(code).fetch(c.req.raw);
});
