import {
  readNotifications,
  notifications as readPage,
} from "../../app/.server/friends/notifications/service.ts";
import { notificationPageSchema } from "../../app/contracts/friends.ts";
import { pageQuerySchema } from "../../app/contracts/list.ts";
import {
  createRoute,
  createRouter,
  forSignedIn,
  jsonResponse,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Notifications"];

const list = createRoute({
  method: "get",
  path: "/",
  operationId: "listNotifications",
  tags,
  ...forSignedIn,
  summary: "What others did that concerns the caller, the latest first, as the settings allow",
  request: { query: pageQuerySchema },
  responses: {
    200: jsonResponse("A page of notifications, and how many are unread", notificationPageSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
  },
});

const markAllRead = createRoute({
  method: "put",
  path: "/read",
  operationId: "markNotificationsRead",
  tags,
  ...forSignedIn,
  summary: "Mark all notifications as read",
  responses: {
    204: { description: "Marked" },
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

export const notifications = createRouter()
  .openapi(list, async (c) =>
    c.json(await readPage(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(markAllRead, async (c) => {
    await readNotifications(c.var.context.db, requireCaller(c));
    return c.body(null, 204);
  });
