import { register } from "../../app/.server/accounts/service.ts";
import { login, logout, refresh } from "../../app/.server/auth/sign-in/service.ts";
import {
  loginSchema,
  refreshTokenSchema,
  registerSchema,
  signedInSchema,
} from "../../app/contracts/account.ts";
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
      const { db, tokenContext } = c.var.context;
      const { tokens } = await login(db, c.req.valid("json"), tokenContext);
      return c.json(tokens, 200);
    },
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
