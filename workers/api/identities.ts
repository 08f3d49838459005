import { z } from "@hono/zod-openapi";
import { setFirstPassword } from "../../app/.server/accounts/service.ts";
import { unlinkIdentity, waysIn } from "../../app/.server/auth/identities/service.ts";
import {
  authProviderSchema,
  firstPasswordSchema,
  identitiesSchema,
} from "../../app/contracts/identities.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["User"];

const readIdentities = createRoute({
  method: "get",
  path: "/identities",
  operationId: "listIdentities",
  tags,
  ...forSignedIn,
  summary: "The accounts elsewhere with which the caller signs in, the oldest first",
  responses: {
    200: jsonResponse("All of them, and whether there is a password too", identitiesSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

const removeIdentity = createRoute({
  method: "delete",
  path: "/identities/{provider}",
  operationId: "unlinkIdentity",
  tags,
  ...forSignedIn,
  summary: "Unlink one; the last way in stays",
  request: {
    params: z.object({ provider: authProviderSchema.meta({ description: "A provider's id" }) }),
  },
  responses: {
    204: { description: "Unlinked" },
    ...problemResponses("validation_failed", "not_found", "last_way_in", ...SIGNED_IN_PROBLEMS),
  },
});

const writeFirstPassword = createRoute({
  method: "post",
  path: "/password",
  operationId: "setPassword",
  tags,
  ...forSignedIn,
  summary: "Set the first password, after a fresh sign-in; every other device is signed out",
  request: jsonRequest(firstPasswordSchema),
  responses: {
    204: { description: "Set" },
    ...problemResponses(
      ...BODY_PROBLEMS,
      "sign_in_again",
      "password_exists",
      ...SIGNED_IN_PROBLEMS,
    ),
  },
});

export const identities = createRouter()
  .openapi(readIdentities, async (c) => {
    const { identities, has_password } = await waysIn(c.var.context.db, requireCaller(c));
    return c.json({ items: identities, next_cursor: null, has_password }, 200);
  })
  .openapi(removeIdentity, async (c) => {
    const { db, identityProviders, tokenContext, mailer } = c.var.context;
    const { provider } = c.req.valid("param");
    const usable = identityProviders.map(({ id }) => id);
    await unlinkIdentity(db, requireCaller(c), provider, usable, tokenContext, mailer);
    return c.body(null, 204);
  })
  .openapi(writeFirstPassword, async (c) => {
    const { db, tokenContext, mailer } = c.var.context;
    await setFirstPassword(db, requireCaller(c), c.req.valid("json"), tokenContext, mailer);
    return c.body(null, 204);
  });
