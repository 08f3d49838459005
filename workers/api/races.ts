import type { Context } from "hono";
import { LOBBY } from "../../app/.server/races/lobby.ts";
import { ratingsOf } from "../../app/.server/races/ratings-board/service.ts";
import { reportRacer } from "../../app/.server/races/reports/service.ts";
import {
  createRace,
  joinRace,
  quickRace,
  type RaceContext,
  race,
} from "../../app/.server/races/service.ts";
import {
  joinedRaceSchema,
  joinRaceSchema,
  openRacesSchema,
  quickRaceSchema,
  raceParamsSchema,
  raceReportSchema,
  raceRequestSchema,
  raceSchema,
  ratingsQuerySchema,
  ratingsSchema,
} from "../../app/contracts/race.ts";
import type { AppEnv } from "../env.ts";
import { random, roomsOf } from "../races/outside.ts";
import {
  BODY_PROBLEMS,
  createRoute,
  createRouter,
  forAnybody,
  forSignedIn,
  jsonRequest,
  jsonResponse,
  optionallySignedIn,
  problemResponses,
  requireCaller,
  SIGNED_IN_PROBLEMS,
} from "./openapi.ts";

const tags = ["Races"];

function contextOf(c: Context<AppEnv>): RaceContext {
  const { db, viewer, tokenContext, now } = c.var.context;
  const { secret, network } = tokenContext;
  return {
    db,
    rooms: roomsOf(c.env),
    lobby: c.env.RACE_LOBBY.getByName(LOBBY),
    caller: viewer,
    secret,
    now,
    network,
    origin: new URL(c.req.url).origin,
    random,
  };
}

/** The calls under `/races`. The socket is in `workers/sockets/routes.ts`. */
export const races = createRouter()
  .openapi(
    createRoute({
      method: "post",
      path: "/",
      operationId: "createRace",
      tags,
      summary: "Make a race, with the first seat for its maker",
      description:
        "Without an account the maker gets a name. The plan stays on the server until the race begins.",
      ...optionallySignedIn,
      request: jsonRequest(raceRequestSchema),
      responses: {
        201: jsonResponse("The race, and the ticket that opens its socket", joinedRaceSchema),
        ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "too_many_starts"),
      },
    }),
    async (c) => c.json(await createRace(contextOf(c), c.req.valid("json")), 201),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/quick",
      operationId: "joinQuickRace",
      tags,
      summary: "Join an open race of like rating, or make one",
      ...optionallySignedIn,
      request: jsonRequest(quickRaceSchema),
      responses: {
        200: jsonResponse("The race, and the ticket that opens its socket", joinedRaceSchema),
        ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "too_many_starts"),
      },
    }),
    async (c) => c.json(await quickRace(contextOf(c), c.req.valid("json")), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/",
      operationId: "listOpenRaces",
      tags,
      summary: "The public races that wait for racers",
      ...forAnybody,
      responses: { 200: jsonResponse("The rooms, the fullest first", openRacesSchema) },
    }),
    async (c) => c.json({ items: await contextOf(c).lobby.list() }, 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/ratings",
      operationId: "listRaceRatings",
      tags,
      summary: "The best racers of a language",
      ...forAnybody,
      request: { query: ratingsQuerySchema },
      responses: {
        200: jsonResponse("A page of the board, the highest rating first", ratingsSchema),
        ...problemResponses("validation_failed"),
      },
    }),
    async (c) => c.json(await ratingsOf(c.var.context.publicDb, c.req.valid("query")), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/{code}",
      operationId: "getRace",
      tags,
      summary: "A race: its room, or when the room is gone what is stored of it",
      ...forAnybody,
      request: { params: raceParamsSchema },
      responses: {
        200: jsonResponse("The race", raceSchema),
        ...problemResponses("not_found", "validation_failed"),
      },
    }),
    async (c) => {
      const { code } = c.req.valid("param");
      return c.json(await race(contextOf(c), code), 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/{code}/join",
      operationId: "joinRace",
      tags,
      summary: "Join a race; when it is full or running, watch it",
      description:
        "An account has one seat in a race and gets it again. A guest sends the ticket of before to keep theirs.",
      ...optionallySignedIn,
      request: { params: raceParamsSchema, ...jsonRequest(joinRaceSchema) },
      responses: {
        200: jsonResponse("The ticket that opens the socket, and the role", joinedRaceSchema),
        ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "not_found", "race_over"),
      },
    }),
    async (c) => {
      const { code } = c.req.valid("param");
      return c.json(await joinRace(contextOf(c), code, c.req.valid("json")), 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/{code}/report",
      operationId: "reportRacer",
      tags,
      summary: "Report a racer of a race that is over to the moderators",
      description:
        "An account reports a racer once; again changes nothing. Guests cannot be reported, and nobody is told.",
      ...forSignedIn,
      request: { params: raceParamsSchema, ...jsonRequest(raceReportSchema) },
      responses: {
        204: { description: "Reported" },
        ...problemResponses(
          ...BODY_PROBLEMS,
          ...SIGNED_IN_PROBLEMS,
          "not_found",
          "race_not_over",
          "not_reportable",
          "too_many_reports",
        ),
      },
    }),
    async (c) => {
      const { code } = c.req.valid("param");
      await reportRacer(contextOf(c), requireCaller(c), code, c.req.valid("json"));
      return c.body(null, 204);
    },
  );
