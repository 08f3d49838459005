import { z } from "@hono/zod-openapi";
import {
  changeSnippet,
  createSnippet,
  importSnippets,
  listSnippets,
} from "../../app/.server/snippets/service.ts";
import { pageOf } from "../../app/contracts/list.ts";
import {
  importedSchema,
  importSchema,
  snippetChangeSchema,
  snippetDraftSchema,
  snippetQuerySchema,
  storedSnippetSchema,
} from "../../app/contracts/snippet.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forAdmin,
  jsonRequest,
  jsonResponse,
  problemResponses,
  requireActor,
  requireCaller,
  STAFF_PROBLEMS,
} from "./openapi.ts";

const tags = ["Administration"];

const list = createRoute({
  method: "get",
  path: "/",
  operationId: "listSnippets",
  tags,
  ...forAdmin,
  summary: "Snippets, by language, difficulty and category; with what runs say of them",
  request: { query: snippetQuerySchema },
  responses: {
    200: jsonResponse("A page of snippets", pageOf(storedSnippetSchema)),
    ...problemResponses(...STAFF_PROBLEMS, "validation_failed"),
  },
});

const create = createRoute({
  method: "post",
  path: "/",
  operationId: "createSnippet",
  tags,
  ...forAdmin,
  summary: "Add a snippet; code that the game cannot play is refused with line and column",
  request: jsonRequest(snippetDraftSchema),
  responses: {
    201: jsonResponse("The snippet", storedSnippetSchema),
    ...problemResponses(...BODY_PROBLEMS, ...STAFF_PROBLEMS, "snippet_exists"),
  },
});

const change = createRoute({
  method: "put",
  path: "/{id}",
  operationId: "updateSnippet",
  tags,
  ...forAdmin,
  summary: "Change what is given of a snippet; running sessions keep the text they were given",
  description:
    "With `revision`, only if nobody changed it since. Whoever changes language or difficulty may send the text along, which saves reading it.",
  request: {
    params: z.object({ id: z.string().meta({ description: "A snippet's id", format: "uuid" }) }),
    ...jsonRequest(snippetChangeSchema),
  },
  responses: {
    200: jsonResponse("The snippet", storedSnippetSchema),
    ...problemResponses(
      ...BODY_PROBLEMS,
      ...STAFF_PROBLEMS,
      "not_found",
      "snippet_exists",
      "snippet_changed",
      "rotation_too_small",
    ),
  },
});

const importMany = createRoute({
  method: "post",
  path: "/import",
  operationId: "importSnippets",
  tags,
  ...forAdmin,
  summary: "Add many snippets, all or none; what is wrong is named as `snippets.3.snippet_text`",
  request: jsonRequest(importSchema),
  responses: {
    201: jsonResponse("The snippets", importedSchema),
    ...problemResponses(...BODY_PROBLEMS, ...STAFF_PROBLEMS, "snippet_exists"),
  },
});

export const snippets = createRouter()
  .openapi(list, async (c) =>
    c.json(await listSnippets(c.var.context.db, requireCaller(c), c.req.valid("query")), 200),
  )
  .openapi(create, async (c) =>
    c.json(await createSnippet(c.var.context.db, requireActor(c), c.req.valid("json")), 201),
  )
  .openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(
      await changeSnippet(c.var.context.db, requireActor(c), id, c.req.valid("json")),
      200,
    );
  })
  .openapi(importMany, async (c) => {
    const { snippets } = c.req.valid("json");
    return c.json(
      { items: await importSnippets(c.var.context.db, requireActor(c), snippets) },
      201,
    );
  });
