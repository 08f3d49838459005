import { profile, statistics } from "../../app/.server/accounts/service.ts";
import { userSchema } from "../../app/contracts/account.ts";
import { statisticsSchema } from "../../app/contracts/statistics.ts";
import { caller, createRoute, jsonResponse, problems, router, signedIn } from "./routing.ts";

const tags = ["User"];

export const user = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/profile",
      tags,
      summary: "The caller's account",
      security: signedIn,
      responses: {
        200: jsonResponse("The account", userSchema),
        ...problems("unauthenticated", "invalid_token"),
      },
    }),
    async (c) => c.json(await profile(c.var.context.db, caller(c).id), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/stats",
      tags,
      summary: "The caller's statistics, over VERIFIED results",
      security: signedIn,
      responses: {
        200: jsonResponse("The statistics", statisticsSchema),
        ...problems("unauthenticated", "invalid_token"),
      },
    }),
    async (c) => c.json(await statistics(c.var.context.db, caller(c).id), 200),
  );
