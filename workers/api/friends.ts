import { z } from "@hono/zod-openapi";
import { answer, ask, end, friends as readFriends } from "../../app/.server/friends/service.ts";
import { presenceIn } from "../../app/.server/races/presence.ts";
import {
  askedSchema,
  friendAnswerSchema,
  friendRequestSchema,
  friendsSchema,
  MOST_FRIENDS,
  MOST_LISTED_REQUESTS,
  MOST_OPEN_REQUESTS,
  MOST_REQUESTS_A_DAY,
} from "../../app/contracts/friends.ts";
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

const tags = ["Friends"];

/** The path parameter of calls about another player. */
export const playerName = z.object({ username: z.string().meta({ description: "In any case" }) });

const list = createRoute({
  method: "get",
  path: "/",
  operationId: "listFriends",
  tags,
  ...forSignedIn,
  summary: "The caller's friends, and the requests from and to the caller",
  description: `At most ${MOST_FRIENDS} friends. Of the requests to the caller the latest ${MOST_LISTED_REQUESTS}.`,
  responses: {
    200: jsonResponse("Friends and requests", friendsSchema),
    ...problemResponses(...SIGNED_IN_PROBLEMS),
  },
});

const request = createRoute({
  method: "post",
  path: "/",
  operationId: "askFriend",
  tags,
  ...forSignedIn,
  summary: "Ask somebody to be friends; when they had asked too, both are friends at once",
  description: `At most ${MOST_OPEN_REQUESTS} requests that wait for an answer, and ${MOST_REQUESTS_A_DAY} in any 24 hours. The answer never tells whether somebody blocks the caller.`,
  request: jsonRequest(friendRequestSchema),
  responses: {
    201: jsonResponse("The request, or the friendship", askedSchema),
    ...problemResponses(
      ...BODY_PROBLEMS,
      ...SIGNED_IN_PROBLEMS,
      "not_found",
      "already_friends",
      "already_requested",
      "blocked_by_you",
      "too_many_friends",
      "too_many_open_requests",
      "too_many_requests",
    ),
  },
});

const reply = createRoute({
  method: "put",
  path: "/{username}",
  operationId: "answerFriend",
  tags,
  ...forSignedIn,
  summary: "Accept or decline a request; only the one asked may",
  request: { params: playerName, ...jsonRequest(friendAnswerSchema) },
  responses: {
    204: { description: "Answered" },
    ...problemResponses(
      ...BODY_PROBLEMS,
      ...SIGNED_IN_PROBLEMS,
      "not_found",
      "forbidden",
      "already_friends",
      "too_many_friends",
    ),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/{username}",
  operationId: "endFriendship",
  tags,
  ...forSignedIn,
  summary: "End a friendship, or withdraw or decline a request",
  request: { params: playerName },
  responses: {
    204: { description: "Ended" },
    ...problemResponses(...SIGNED_IN_PROBLEMS, "not_found"),
  },
});

export const friends = createRouter()
  .openapi(list, async (c) => {
    const { db, races } = c.var.context;
    return c.json(await readFriends(db, requireCaller(c), presenceIn(races.lobby)), 200);
  })
  .openapi(request, async (c) => {
    const { username } = c.req.valid("json");
    return c.json(await ask(c.var.context.db, requireCaller(c), username), 201);
  })
  .openapi(reply, async (c) => {
    const { username } = c.req.valid("param");
    await answer(c.var.context.db, requireCaller(c), username, c.req.valid("json"));
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    await end(c.var.context.db, requireCaller(c), c.req.valid("param").username);
    return c.body(null, 204);
  });
