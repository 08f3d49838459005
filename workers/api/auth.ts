import { z } from "@hono/zod-openapi";
import { confirmByLink } from "../../app/.server/accounts/address/service.ts";
import { register } from "../../app/.server/accounts/service.ts";
import { choosePassword, forgotPassword } from "../../app/.server/auth/password-reset/service.ts";
import { login, logout, refresh } from "../../app/.server/auth/sign-in/service.ts";
import {
  linkSchema,
  loginSchema,
  passwordResetRequestSchema,
  passwordResetSchema,
  refreshTokenSchema,
  registerSchema,
  signedInSchema,
} from "../../app/contracts/account.ts";
import { providerSchema } from "../../app/contracts/identities.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forAnybody,
  jsonRequest,
  jsonResponse,
  problemResponses,
} from "./openapi.ts";

const tags = ["Auth"];

export const auth = createRouter()
  .openapi(
    createRoute({
      method: "post",
      path: "/register",
      operationId: "registerAccount",
      tags,
      ...forAnybody,
      summary: "Create an account, signed in",
      request: jsonRequest(registerSchema),
      responses: {
        201: jsonResponse("The new account and its tokens", signedInSchema),
        ...problemResponses(...BODY_PROBLEMS, "username_taken", "email_taken"),
      },
    }),
    async (c) => {
      const { db, tokenContext, mailer } = c.var.context;
      return c.json(await register(db, c.req.valid("json"), tokenContext, mailer), 201);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/login",
      operationId: "signIn",
      tags,
      ...forAnybody,
      summary: "Sign in",
      request: jsonRequest(loginSchema),
      responses: {
        200: jsonResponse("The account and its tokens", signedInSchema),
        ...problemResponses(...BODY_PROBLEMS, "invalid_credentials", "too_many_attempts"),
      },
    }),
    async (c) => {
      const { db, tokenContext, mailer } = c.var.context;
      const { tokens } = await login(db, c.req.valid("json"), tokenContext, mailer);
      return c.json(tokens, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/providers",
      operationId: "listProviders",
      tags,
      ...forAnybody,
      summary: "With whose accounts one can sign in here; the way there begins on the sign-in page",
      responses: { 200: jsonResponse("All of them, none if empty", z.array(providerSchema)) },
    }),
    (c) =>
      c.json(
        c.var.context.identityProviders.map(({ id, name }) => ({ id, name })),
        200,
      ),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/refresh",
      operationId: "refreshTokens",
      tags,
      ...forAnybody,
      summary: "Spend a refresh token for a new pair",
      request: jsonRequest(refreshTokenSchema),
      responses: {
        200: jsonResponse("The account and its new tokens", signedInSchema),
        ...problemResponses(...BODY_PROBLEMS, "invalid_token", "token_reused"),
      },
    }),
    async (c) => {
      const { db, tokenContext } = c.var.context;
      return c.json(await refresh(db, c.req.valid("json").refresh_token, tokenContext), 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/forgot",
      operationId: "forgotPassword",
      tags,
      ...forAnybody,
      summary: "Mail a link that sets a new password; the answer is the same for every address",
      request: jsonRequest(passwordResetRequestSchema),
      responses: {
        202: { description: "If there is such an account, its mail is on the way" },
        ...problemResponses(...BODY_PROBLEMS),
      },
    }),
    async (c) => {
      const { db, tokenContext, mailer } = c.var.context;
      await forgotPassword(db, c.req.valid("json"), tokenContext, mailer);
      return c.body(null, 202);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/reset",
      operationId: "resetPassword",
      tags,
      ...forAnybody,
      summary: "Set a new password by the token of a mail; every device is signed out",
      request: jsonRequest(passwordResetSchema),
      responses: {
        204: { description: "Set" },
        ...problemResponses(...BODY_PROBLEMS, "link_spent"),
      },
    }),
    async (c) => {
      const { db, tokenContext, mailer } = c.var.context;
      await choosePassword(db, c.req.valid("json"), tokenContext, mailer);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/verify",
      operationId: "confirmAddress",
      tags,
      ...forAnybody,
      summary: "Confirm an address by the token of a mail",
      request: jsonRequest(linkSchema),
      responses: {
        204: { description: "Confirmed" },
        ...problemResponses(...BODY_PROBLEMS, "link_spent", "email_taken"),
      },
    }),
    async (c) => {
      const { db, tokenContext } = c.var.context;
      await confirmByLink(db, c.req.valid("json").token, tokenContext.secret);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/logout",
      operationId: "signOut",
      tags,
      ...forAnybody,
      summary: "Sign a device out",
      request: jsonRequest(refreshTokenSchema),
      responses: { 204: { description: "Signed out" }, ...problemResponses(...BODY_PROBLEMS) },
    }),
    async (c) => {
      await logout(c.var.context.db, c.req.valid("json").refresh_token);
      return c.body(null, 204);
    },
  );
