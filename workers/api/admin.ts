import { z } from "@hono/zod-openapi";
import { auditLog } from "../../app/.server/admin/audit/service.ts";
import { judge, queue, replayUnderReview } from "../../app/.server/admin/moderation/service.ts";
import { changeUser, managedUsers, revokeSessions } from "../../app/.server/admin/users/service.ts";
import {
  accountChangeSchema,
  managedUserSchema,
  managedUsersQuerySchema,
} from "../../app/contracts/admin-users.ts";
import { auditEntrySchema, auditQuerySchema } from "../../app/contracts/audit.ts";
import { replaySchema } from "../../app/contracts/game.ts";
import { pageOf } from "../../app/contracts/list.ts";
import {
  judgementSchema,
  moderatedResultSchema,
  moderationQuerySchema,
} from "../../app/contracts/moderation.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forAdmin,
  forModerator,
  jsonRequest,
  jsonResponse,
  problemResponses,
  requireActor,
  requireCaller,
  STAFF_PROBLEMS,
} from "./openapi.ts";

const tags = ["Administration"];
const userId = z.object({ id: z.string().meta({ description: "An account's id" }) });
const resultId = z.object({ id: z.string().meta({ description: "A result's id" }) });

const readUsers = createRoute({
  method: "get",
  path: "/users",
  operationId: "listUsers",
  tags,
  ...forAdmin,
  summary: "All accounts, the newest first",
  description: "`q` is a piece of a username, a display name or an address.",
  request: { query: managedUsersQuerySchema },
  responses: {
    200: jsonResponse("A page of accounts", pageOf(managedUserSchema)),
    ...problemResponses(...STAFF_PROBLEMS, "validation_failed"),
  },
});

const writeUser = createRoute({
  method: "put",
  path: "/users/{id}",
  operationId: "updateUser",
  tags,
  ...forAdmin,
  summary: "Change a role, or switch an account off or on; what is left out stays",
  description:
    "Switched off, an account is signed out everywhere and gone from public pages and boards. Never the last administrator's.",
  request: { params: userId, ...jsonRequest(accountChangeSchema) },
  responses: {
    200: jsonResponse("The account", managedUserSchema),
    ...problemResponses(...BODY_PROBLEMS, ...STAFF_PROBLEMS, "not_found", "last_admin"),
  },
});

const removeSessions = createRoute({
  method: "delete",
  path: "/users/{id}/sessions",
  operationId: "signOutUser",
  tags,
  ...forAdmin,
  summary: "Sign an account out everywhere",
  request: { params: userId },
  responses: {
    204: { description: "Signed out" },
    ...problemResponses(...STAFF_PROBLEMS, "not_found"),
  },
});

const readResults = createRoute({
  method: "get",
  path: "/results",
  operationId: "listResultsForReview",
  tags,
  ...forModerator,
  summary: "Runs of one status, the newest first; those that wait for a moderator",
  request: { query: moderationQuerySchema },
  responses: {
    200: jsonResponse("A page of runs", pageOf(moderatedResultSchema)),
    ...problemResponses(...STAFF_PROBLEMS, "validation_failed"),
  },
});

const writeResult = createRoute({
  method: "put",
  path: "/results/{id}",
  operationId: "judgeResult",
  tags,
  ...forModerator,
  summary: "Verify, void or restore a run",
  description:
    "Boards, statistics and achievements follow at once. Unranked runs are not judged, and nobody verifies their own.",
  request: { params: resultId, ...jsonRequest(judgementSchema) },
  responses: {
    200: jsonResponse("The run", moderatedResultSchema),
    ...problemResponses(
      ...BODY_PROBLEMS,
      ...STAFF_PROBLEMS,
      "own_result",
      "not_found",
      "unranked_result",
    ),
  },
});

const readReplay = createRoute({
  method: "get",
  path: "/results/{id}/replay",
  operationId: "getReplayForReview",
  tags,
  ...forModerator,
  summary: "Plan and keys of a run, also of an account that is switched off",
  request: { params: resultId },
  responses: {
    200: jsonResponse("The replay", replaySchema),
    ...problemResponses(...STAFF_PROBLEMS, "not_found", "log_forgotten"),
  },
});

const readAudit = createRoute({
  method: "get",
  path: "/audit",
  operationId: "listAuditEntries",
  tags,
  ...forAdmin,
  summary: "Who did what to whom, the newest first",
  description: "`actor` and `target` are ids, or the names that they had.",
  request: { query: auditQuerySchema },
  responses: {
    200: jsonResponse("A page of acts", pageOf(auditEntrySchema)),
    ...problemResponses(...STAFF_PROBLEMS, "validation_failed"),
  },
});

export const admin = createRouter()
  .openapi(readUsers, async (c) =>
    c.json(await managedUsers(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(writeUser, async (c) => {
    const { db, boardCache } = c.var.context;
    const { id } = c.req.valid("param");
    return c.json(await changeUser(db, requireActor(c), id, c.req.valid("json"), boardCache), 200);
  })
  .openapi(removeSessions, async (c) => {
    await revokeSessions(c.var.context.db, requireActor(c), c.req.valid("param").id);
    return c.body(null, 204);
  })
  .openapi(readResults, async (c) =>
    c.json(await queue(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(writeResult, async (c) => {
    const { db, boardCache } = c.var.context;
    const { id } = c.req.valid("param");
    return c.json(await judge(db, requireActor(c), id, c.req.valid("json"), boardCache), 200);
  })
  .openapi(readReplay, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await replayUnderReview(c.var.context.db, requireCaller(c), id), 200);
  })
  .openapi(readAudit, async (c) =>
    c.json(await auditLog(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  );
