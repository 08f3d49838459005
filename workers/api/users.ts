import { z } from "@hono/zod-openapi";
import { publicProfile } from "../../app/.server/accounts/profile/service.ts";
import { publicProfileSchema } from "../../app/contracts/profile.ts";
import {
  createRoute,
  createRouter,
  forAnybody,
  jsonResponse,
  problemResponses,
} from "./openapi.ts";

const readPublicProfile = createRoute({
  method: "get",
  path: "/{username}",
  operationId: "getPlayer",
  tags: ["Players"],
  ...forAnybody,
  summary: "What everybody may see of a player",
  request: { params: z.object({ username: z.string().meta({ description: "In any case" }) }) },
  responses: {
    200: jsonResponse("The public profile", publicProfileSchema),
    ...problemResponses("not_found"),
  },
});

export const users = createRouter().openapi(readPublicProfile, async (c) => {
  const { db, now } = c.var.context;
  return c.json(await publicProfile(db, c.req.valid("param").username, now), 200);
});
