/** Parts for the definition of an API route: its responses, its problems, and who may call it. */
import {
  createRoute as createHonoRoute,
  OpenAPIHono,
  type RouteConfig,
  type z,
} from "@hono/zod-openapi";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Actor, StaffRole } from "../../app/.server/auth/authorization/queries.ts";
import { requireRole } from "../../app/.server/auth/authorization/service.ts";
import type { Viewer } from "../../app/.server/auth/tokens.ts";
import { DomainError } from "../../app/.server/errors.ts";
import {
  fieldErrors,
  PROBLEMS,
  type ProblemCode,
  problem,
  problemSchema,
} from "../../app/contracts/problem.ts";
import type { AppEnv } from "../env.ts";
import { requireJson } from "../middleware/body.ts";
import { sendProblem } from "../middleware/problems.ts";

/** Returns a router whose validation errors are problem documents that name the field. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      return sendProblem(
        c,
        problem("validation_failed", "Some fields are not valid", fieldErrors(result.error)),
      );
    },
  });
}

/** Returns the signed-in caller. Throws `unauthenticated` or `invalid_token`. */
export function requireCaller(c: Context<AppEnv>): Viewer {
  const { viewer } = c.var.context;
  if (viewer) return viewer;
  if (c.req.header("Authorization"))
    throw new DomainError("invalid_token", "This access token is forged, damaged or expired");
  throw new DomainError("unauthenticated", "This call needs a signed-in account");
}

/** Returns the caller of a privileged call, with the request id for the audit log. */
export const requireActor = (c: Context<AppEnv>): Actor => ({
  ...requireCaller(c),
  requestId: c.var.context.requestId,
});

const content = <Schema extends z.ZodType>(schema: Schema) => ({ "application/json": { schema } });

export const jsonResponse = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: content(schema),
});

export const jsonRequest = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { content: content(schema), required: true },
});

/** Returns the problem responses of a route, one for each status among `codes`. */
export function problemResponses(...codes: ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join("; "),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
}

/** The problems of every call with a body. */
export const BODY_PROBLEMS = [
  "malformed_body",
  "body_too_large",
  "not_json",
  "validation_failed",
] as const;

type Security = NonNullable<RouteConfig["security"]>;

/** What this API wants said of every call, beyond what OpenAPI wants. */
type CallConfig = RouteConfig & {
  /** The name of the call's function in generated clients. Never changed: clients would no longer compile. */
  operationId: string;
  /** One of `forAnybody`, `optionallySignedIn`, `forSignedIn`, `forModerator` and `forAdmin` has it. */
  security: Security;
};

/** Returns the definition of a call. */
export const createRoute = <
  Path extends string,
  Call extends Omit<CallConfig, "path"> & { path: Path },
>(
  call: Call,
) => createHonoRoute<Path, Call>(call);

const requireSignIn = createMiddleware<AppEnv>(async (c, next) => {
  requireCaller(c);
  await next();
});

/**
 * Part of `createRoute` for calls that need a signed-in, active account, by Bearer token or by the site's
 * cookie. The caller is checked before the body is read.
 */
export const forSignedIn = {
  security: [{ bearer: [] }, { cookie: [] }] as Security,
  middleware: [requireSignIn, requireJson],
};

const staffOnly = (role: StaffRole) => ({
  security: forSignedIn.security,
  middleware: [
    createMiddleware<AppEnv>(async (c, next) => {
      await requireRole(c.var.context.db, requireCaller(c), role);
      await next();
    }),
    requireJson,
  ],
});

/** Like `forSignedIn`, for calls that need a role. The statement behind the call checks the role again. */
export const forAdmin = staffOnly("ADMIN");
export const forModerator = staffOnly("MODERATOR");

/** The problems that every call with a role can have. */
export const STAFF_PROBLEMS = ["unauthenticated", "invalid_token", "forbidden"] as const;

/** Part of `createRoute` for calls that anyone may make, with the same answer to everybody. */
export const forAnybody = { security: [] as Security, middleware: requireJson };

/** Like `forAnybody`, for calls that tell a signed-in caller more. */
export const optionallySignedIn = {
  security: [{}, ...forSignedIn.security] as Security,
  middleware: requireJson,
};

/** The problems that every call with an account can have. */
export const SIGNED_IN_PROBLEMS = ["unauthenticated", "invalid_token"] as const;
