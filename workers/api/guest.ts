import {
  claimGuestGame,
  issueReceipt,
  startGuestGame,
} from "../../app/.server/games/guests/service.ts";
import {
  claimSchema,
  endedSchema,
  guestStartedSchema,
  guestStartSchema,
  receiptRequestSchema,
  receiptSchema,
} from "../../app/contracts/game.ts";
import { newRunSeed } from "../../app/contracts/run-seed.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forAnybody,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Game"];

/** The calls under `/game` for playing without an account. */
export const guest = createRouter()
  .openapi(
    createRoute({
      method: "post",
      path: "/guest",
      operationId: "startGuestGame",
      tags,
      summary: "Start a game without an account; nothing is stored",
      description:
        "With `result_id` a rematch: the plan of that result, under the current rules. The language of the request is then ignored. A run on the plan of today's challenge answers 403 `daily_sealed`, since nobody has a try without an account. A claim stores a rematch as UNRANKED.",
      ...forAnybody,
      request: jsonRequest(guestStartSchema),
      responses: {
        201: jsonResponse("The plan, and the ticket that claims the run", guestStartedSchema),
        ...problemResponses(...BODY_PROBLEMS, "daily_sealed", "not_found", "too_many_starts"),
      },
    }),
    async (c) => {
      const { db, tokenContext } = c.var.context;
      return c.json(await startGuestGame(db, c.req.valid("json"), newRunSeed(), tokenContext), 201);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/receipt",
      operationId: "createReceipt",
      tags,
      summary: "Certify when a guest's log was there, by its SHA-256; nothing is stored",
      ...forAnybody,
      request: jsonRequest(receiptRequestSchema),
      responses: {
        200: jsonResponse("The receipt, to send along with the claim", receiptSchema),
        ...problemResponses(...BODY_PROBLEMS, "session_expired"),
      },
    }),
    async (c) =>
      c.json({ receipt: await issueReceipt(c.req.valid("json"), c.var.context.tokenContext) }, 200),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/claim",
      operationId: "claimGuestGame",
      tags,
      summary: "Make a guest's run the caller's: verified like any other, once",
      ...forSignedIn,
      request: jsonRequest(claimSchema),
      responses: {
        201: jsonResponse("The result", endedSchema),
        ...problemResponses(
          ...BODY_PROBLEMS,
          "log_rejected",
          ...SIGNED_IN_PROBLEMS,
          "already_claimed",
          "too_many_starts",
          "engine_outdated",
          "session_expired",
        ),
      },
    }),
    async (c) => {
      const { db, tokenContext, boardCache } = c.var.context;
      const { ended } = await claimGuestGame(
        db,
        requireCaller(c),
        c.req.valid("json"),
        tokenContext,
        boardCache,
      );
      return c.json(ended, 201);
    },
  );
