import { inviteToRace } from "../../app/.server/races/invitations.ts";
import { ratingsOf } from "../../app/.server/races/ratings-board/service.ts";
import { reportRacer } from "../../app/.server/races/reports/service.ts";
import { createRace, joinRace, quickRace, race } from "../../app/.server/races/service.ts";
import { MOST_INVITATIONS_AN_HOUR } from "../../app/contracts/friends.ts";
import {
  joinedRaceSchema,
  joinRaceSchema,
  openRacesSchema,
  quickRaceSchema,
  raceInvitationSchema,
  raceParamsSchema,
  raceReportSchema,
  raceRequestSchema,
  raceSchema,
  ratingsQuerySchema,
  ratingsSchema,
} from "../../app/contracts/race.ts";
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
    async (c) => c.json(await createRace(c.var.context.races, c.req.valid("json")), 201),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/quick",
      operationId: "joinQuickRace",
      tags,
      summary: "Join an open race of like rating, or make one",
      description:
        "Whoever is still alone in the room after eight seconds races ghosts: verified runs on the plan of an earlier race, or of a past daily challenge cut at 180 s, that the caller has not played. They are racers of the kind `ghost`. Since such a plan is public, the race is not rated and its results are UNRANKED. Races of two people or more have no ghosts.",
      ...optionallySignedIn,
      request: jsonRequest(quickRaceSchema),
      responses: {
        200: jsonResponse("The race, and the ticket that opens its socket", joinedRaceSchema),
        ...problemResponses(...BODY_PROBLEMS, ...SIGNED_IN_PROBLEMS, "too_many_starts"),
      },
    }),
    async (c) => c.json(await quickRace(c.var.context.races, c.req.valid("json")), 200),
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
    async (c) => c.json({ items: await c.var.context.races.lobby.list() }, 200),
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
      description: "A ghost has the kind `ghost`, and `result_id` is the run that it shows.",
      ...forAnybody,
      request: { params: raceParamsSchema },
      responses: {
        200: jsonResponse("The race", raceSchema),
        ...problemResponses("not_found", "validation_failed"),
      },
    }),
    async (c) => {
      const { code } = c.req.valid("param");
      return c.json(await race(c.var.context.races, code), 200);
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
      return c.json(await joinRace(c.var.context.races, code, c.req.valid("json")), 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/{code}/invite",
      operationId: "inviteToRace",
      tags,
      summary: "Invite a friend to an open race of the caller's",
      description: `Who has a seat in the race or made it may invite, friends alone, and at most ${MOST_INVITATIONS_AN_HOUR} times in any hour. The same invitation again changes nothing. The answer never tells whether somebody blocks the caller.`,
      ...forSignedIn,
      request: { params: raceParamsSchema, ...jsonRequest(raceInvitationSchema) },
      responses: {
        204: { description: "Invited" },
        ...problemResponses(
          ...BODY_PROBLEMS,
          ...SIGNED_IN_PROBLEMS,
          "forbidden",
          "not_found",
          "race_begun",
          "race_over",
          "too_many_invitations",
        ),
      },
    }),
    async (c) => {
      const context = { ...c.var.context.races, caller: requireCaller(c) };
      await inviteToRace(context, c.req.valid("param").code, c.req.valid("json").username);
      return c.body(null, 204);
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
      await reportRacer(c.var.context.races, requireCaller(c), code, c.req.valid("json"));
      return c.body(null, 204);
    },
  );
