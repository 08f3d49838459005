import { block, blocks as readBlocks, unblock } from "../../app/.server/friends/blocks/service.ts";
import { blockSchema } from "../../app/contracts/friends.ts";
import { pageOf, pageQuerySchema } from "../../app/contracts/list.ts";
import { playerName } from "./friends.ts";
import {
  createRoute,
  createRouter,
  forSignedIn,
  jsonResponse,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Friends"];

const list = createRoute({
  method: "get",
  path: "/",
  operationId: "listBlocks",
  tags,
  ...forSignedIn,
  summary: "The players whom the caller blocks, the latest first",
  request: { query: pageQuerySchema },
  responses: {
    200: jsonResponse("A page of blocks", pageOf(blockSchema)),
    ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
  },
});

const add = createRoute({
  method: "put",
  path: "/{username}",
  operationId: "blockPlayer",
  tags,
  ...forSignedIn,
  summary: "Block somebody; it ends a friendship, requests and invitations, and nobody is told",
  request: { params: playerName },
  responses: {
    204: { description: "Blocked" },
    ...problemResponses(...SIGNED_IN_PROBLEMS, "not_found", "validation_failed", "too_many_blocks"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/{username}",
  operationId: "unblockPlayer",
  tags,
  ...forSignedIn,
  summary: "End a block; a request that came meanwhile is shown from then on",
  request: { params: playerName },
  responses: {
    204: { description: "No longer blocked" },
    ...problemResponses(...SIGNED_IN_PROBLEMS, "not_found"),
  },
});

export const blocks = createRouter()
  .openapi(list, async (c) =>
    c.json(await readBlocks(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(add, async (c) => {
    await block(c.var.context.db, requireCaller(c), c.req.valid("param").username);
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    await unblock(c.var.context.db, requireCaller(c), c.req.valid("param").username);
    return c.body(null, 204);
  });
