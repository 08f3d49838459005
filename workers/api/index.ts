/** The public JSON API, under `/api`. */
import { z } from "@hono/zod-openapi";
import { parseAccept } from "hono/utils/accept";
import { sha256Hex } from "../../app/.server/sha256.ts";
import { achievements } from "./achievements.ts";
import { admin } from "./admin.ts";
import { adminMetrics } from "./admin-metrics.ts";
import { auth } from "./auth.ts";
import { blocks } from "./blocks.ts";
import { describeApi, registerSecuritySchemes } from "./document.ts";
import { friends } from "./friends.ts";
import { game } from "./game.ts";
import { guest } from "./guest.ts";
import { health } from "./health.ts";
import { identities } from "./identities.ts";
import { leaderboard } from "./leaderboard.ts";
import { notifications } from "./notifications.ts";
import { createRoute, createRouter, forAnybody, jsonResponse } from "./openapi.ts";
import { races } from "./races.ts";
import { snippets } from "./snippets.ts";
import { typing } from "./typing.ts";
import { typingTexts } from "./typing-texts.ts";
import { user } from "./user.ts";
import { users } from "./users.ts";

const documentRoute = createRoute({
  method: "get",
  path: "/openapi.json",
  operationId: "getOpenApiDocument",
  tags: ["Operations"],
  ...forAnybody,
  summary: "This description",
  responses: {
    200: jsonResponse("OpenAPI 3.1", z.record(z.string(), z.unknown())),
    304: { description: "Unchanged since the caller read it" },
  },
});

/** The site renders this page (routes/api/docs). It is listed here so that the OpenAPI document is complete. */
const docsPage = createRoute({
  method: "get",
  path: "/docs",
  operationId: "getDocumentationPage",
  tags: ["Operations"],
  ...forAnybody,
  summary: "This description, as a page",
  responses: { 200: { description: "A page", content: { "text/html": { schema: z.string() } } } },
});

/** Whether the client takes gzip. On the way the header is replaced by one that names what Cloudflare can unpack. */
function acceptsGzip({ cf, headers }: Request): boolean {
  const { clientAcceptEncoding } = (cf ?? {}) as Partial<IncomingRequestCfProperties>;
  const accepted = clientAcceptEncoding ?? headers.get("Accept-Encoding") ?? "";
  return parseAccept(accepted).some(({ type, q }) => type.toLowerCase() === "gzip" && q > 0);
}

/** Returns an ETag without the mark of a weak one, which does not count where they are compared. */
const opaque = (etag: string) => etag.trim().replace(/^W\//, "");

/** Returns the routes to mount at `/api`, and a function that returns their OpenAPI 3.1 document. */
export function createApi() {
  const routes = createRouter();
  routes.route("/auth", auth);
  routes.route("/user", user);
  routes.route("/user", identities);
  routes.route("/users", users);
  routes.route("/game", game);
  routes.route("/game", guest);
  routes.route("/races", races);
  routes.route("/leaderboard", leaderboard);
  routes.route("/friends", friends);
  routes.route("/blocks", blocks);
  routes.route("/notifications", notifications);
  routes.route("/achievements", achievements);
  routes.route("/typing/texts", typingTexts);
  routes.route("/admin", admin);
  routes.route("/snippets", snippets);
  routes.route("/admin/metrics", adminMetrics);
  routes.route("/typing", typing);
  routes.route("/health", health);

  registerSecuritySchemes(routes);
  routes.openAPIRegistry.registerPath(docsPage);
  let description: ReturnType<typeof describeApi> | undefined;
  // Takes 10 ms, so it is made once, and only for who asks.
  const describe = () => {
    description ??= describeApi(routes);
    return description;
  };

  let document: { plain: Blob; packed: ArrayBuffer; etag: string } | undefined;
  /** Returns the description as JSON and as gzip, with its version. Writing it takes 5 ms, so both are made once. */
  const describeAsJson = async () => {
    if (document) return document;
    const text = JSON.stringify(describe());
    const plain = new Blob([text]);
    const packed = plain.stream().pipeThrough(new CompressionStream("gzip"));
    document = {
      plain,
      packed: await new Response(packed).arrayBuffer(),
      // Weak: both are the same description.
      etag: `W/"${sha256Hex(text).slice(0, 32)}"`,
    };
    return document;
  };

  routes.openapi(documentRoute, async (c) => {
    const { plain, packed, etag } = await describeAsJson();
    const headers = {
      "Content-Type": "application/json",
      // The same for everybody, and asked for again with its ETag.
      "Cache-Control": "no-cache",
      ETag: etag,
      Vary: "Accept-Encoding",
    };
    const known = c.req.header("If-None-Match")?.split(",") ?? [];
    const isKnown = known.some((each) => each.trim() === "*" || opaque(each) === opaque(etag));
    if (isKnown) return new Response(null, { status: 304, headers });
    return acceptsGzip(c.req.raw)
      ? new Response(packed, {
          headers: { ...headers, "Content-Encoding": "gzip" },
          encodeBody: "manual",
        })
      : new Response(plain, { headers });
  });
  return { routes, describe };
}
