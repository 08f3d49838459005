/** The OpenAPI document: what the description of each call does not say itself. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { PROBLEMS } from "../../app/contracts/problem.ts";
import { version } from "../../package.json";
import type { AppEnv } from "../env.ts";
import { COOKIES } from "../middleware/session.ts";

/** Every tag of the calls, with what its calls are for. */
const TAGS = {
  Auth: "Accounts and tokens: registering, signing in and out.",
  User: "The caller's own account.",
  Players: "What everybody may see of a player.",
  Game: "Starting, keeping and ending runs, with or without an account; results and replays.",
  Practice: "Drills, own code to type, and what the caller's fingers do, key by key.",
  Friends: "Requests, answers and blocks.",
  Notifications: "What others did that concerns the caller.",
  Races:
    "Live races: making, finding and joining rooms. A race itself goes over a WebSocket, `GET /api/races/{code}/socket?ticket=`, whose messages are JSON.",
  Leaderboards: "Boards and the caller's place on them.",
  Achievements: "What can be achieved, and what the caller has achieved.",
  Administration: "For moderators and administrators: accounts, runs, snippets, measurements.",
  Operations: "Whether the site works, and this description.",
};

interface Described {
  paths?: object | undefined;
  components?: object | undefined;
}

interface Response {
  description: string;
  headers?: object;
  content?: object;
}

const RETRY_AFTER = {
  "Retry-After": {
    description: "Seconds until a request can succeed again",
    schema: { type: "integer", minimum: 0 },
  },
};

/** Adds the answer of the limit on requests, which stands before every call. */
function describeRateLimit({ paths = {} }: Described): void {
  const limited = `\`rate_limited\`: ${PROBLEMS.rate_limited.title}`;
  for (const methods of Object.values(paths)) {
    for (const { responses } of Object.values<{ responses: Record<string, Response> }>(methods)) {
      const other = responses["429"];
      responses["429"] = {
        description: other ? `${other.description}; ${limited}` : limited,
        headers: RETRY_AFTER,
        content: other?.content ?? {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      };
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/**
 * Gives every tuple a length and `items`: zod describes only the types of its members, and many generators read
 * a list without `items` as a list of anything.
 */
function completeTuples(value: unknown): void {
  if (!isObject(value)) return;
  for (const part of Object.values(value)) completeTuples(part);
  const { prefixItems } = value;
  if (!Array.isArray(prefixItems)) return;
  const members = new Map(prefixItems.map((member) => [JSON.stringify(member), member]));
  value.items = { anyOf: [...members.values()] };
  value.minItems = prefixItems.length;
  value.maxItems = prefixItems.length;
}

/** Returns the OpenAPI 3.1 document of the API's routes. */
export function describeApi(routes: OpenAPIHono<AppEnv>) {
  const document = routes.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Pro Dev",
      version,
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
      description:
        "Defend production by typing real code. No score is believed: every one is re-computed.",
    },
    servers: [{ url: "/api" }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  });
  describeRateLimit(document);
  completeTuples(document);
  return document;
}

/** Describes how a caller proves who they are. */
export function registerSecuritySchemes({ openAPIRegistry }: OpenAPIHono<AppEnv>): void {
  openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The `access_token` that signing in gives.",
  });
  openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: COOKIES.access,
    description: "The site's own pages. Writes need a same-origin Origin header.",
  });
}
