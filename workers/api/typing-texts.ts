import { z } from "@hono/zod-openapi";
import {
  addOwnText,
  changeOwnText,
  deleteOwnText,
  ownTexts,
} from "../../app/.server/practice/texts/service.ts";
import { pageOf, pageQuerySchema } from "../../app/contracts/list.ts";
import { ownTextDraftSchema, ownTextSchema } from "../../app/contracts/own-text.ts";
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

const tags = ["Practice"];
const textId = z.object({ id: z.string().meta({ description: "A text's id", format: "uuid" }) });

const list = createRoute({
  method: "get",
  path: "/",
  operationId: "listOwnTexts",
  tags,
  ...forSignedIn,
  summary: "The caller's own texts with their code, the latest changed first",
  request: { query: pageQuerySchema },
  responses: {
    200: jsonResponse("A page of texts", pageOf(ownTextSchema)),
    ...problemResponses(...SIGNED_IN_PROBLEMS, "validation_failed"),
  },
});

const add = createRoute({
  method: "post",
  path: "/",
  operationId: "addOwnText",
  tags,
  ...forSignedIn,
  summary: "Add code of one's own; what does not parse is refused with line and column",
  description:
    "Its owner alone sees it, and the runs on it. Characters that no key types are refused too; tabs, curly quotes in strings, blanks at line ends and long lines are not.",
  request: jsonRequest(ownTextDraftSchema),
  responses: {
    201: jsonResponse("The text", ownTextSchema),
    ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "too_many_texts"),
  },
});

const change = createRoute({
  method: "put",
  path: "/{id}",
  operationId: "updateOwnText",
  tags,
  ...forSignedIn,
  summary: "Change an own text; runs keep the code that they were played with",
  request: { params: textId, ...jsonRequest(ownTextDraftSchema) },
  responses: {
    200: jsonResponse("The text", ownTextSchema),
    ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "not_found"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/{id}",
  operationId: "deleteOwnText",
  tags,
  ...forSignedIn,
  summary: "Delete an own text with all its code; results on it keep their figures, not their keys",
  request: { params: textId },
  responses: {
    204: { description: "Deleted" },
    ...problemResponses(...SIGNED_IN_PROBLEMS, "not_found"),
  },
});

export const typingTexts = createRouter()
  .openapi(list, async (c) =>
    c.json(await ownTexts(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(add, async (c) =>
    c.json(await addOwnText(c.var.context.db, requireCaller(c), c.req.valid("json")), 201),
  )
  .openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("json");
    return c.json(await changeOwnText(c.var.context.db, requireCaller(c), id, draft), 200);
  })
  .openapi(remove, async (c) => {
    await deleteOwnText(c.var.context.db, requireCaller(c), c.req.valid("param").id);
    return c.body(null, 204);
  });
