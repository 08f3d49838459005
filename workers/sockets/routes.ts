/**
 * The routes that accept a WebSocket. A handler passes the request to a Durable Object:
 * `(c) => c.env.ROOMS.getByName(c.req.param("code")).fetch(c.req.raw)`.
 */
import { Hono } from "hono";
import type { AppEnv } from "../env.ts";

export const socketRoutes = new Hono<AppEnv>();
