/** The description of the API as it is served: that it names what exists, and the page that shows it. */

import { get as httpGet } from "node:http";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
import { COOKIES } from "../../workers/middleware/session.ts";
import { call, register } from "../support/api.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, unknown>>;
}

/** Returns the handled routes under /api, written like `GET /game/result/{id}`. */
function existingRoutes() {
  const { routes } = createApi();
  const handled = routes.routes.filter((route) => route.method !== "ALL");
  return new Set(
    handled.map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}").replace(/(.)\/$/, "$1")}`,
    ),
  );
}

describe("the OpenAPI description", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { status, body } = await call<OpenApi>(site, "/openapi.json");
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1/);
    const validation = await new Validator().validate({ ...body });
    expect(validation.errors ?? []).toEqual([]);
    expect(validation.valid).toBe(true);
  });

  it("is sent again only to who does not have it", async () => {
    const get = (known?: string) =>
      fetch(
        `${site.origin}/api/openapi.json`,
        known ? { headers: { "If-None-Match": known } } : {},
      );
    const first = await get();
    const etag = first.headers.get("ETag") ?? "";
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    // Browsers keep it, and ask.
    expect(first.headers.get("Cache-Control")).toBe("no-cache");
    for (const known of [etag, etag.replace("W/", ""), `"another", ${etag}`, "*"]) {
      const again = await get(known);
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
    const other = await get('"another"');
    expect([other.status, await other.text()]).toEqual([200, await first.text()]);
  });

  it.each([
    ["identity", null],
    ["gzip", "gzip"],
    ["br", null],
    ["*", null],
    ["gzip;q=0", null],
    ["deflate, gzip;q=0.1", "gzip"],
  ])("is packed or not for a caller who accepts %s, and the same", async (accepted, expected) => {
    const headers = { "Accept-Encoding": accepted };
    // Of the API itself, because the development server packs and unpacks answers.
    const own = await createApi().routes.request("/openapi.json", { headers });
    expect(own.headers.get("Content-Encoding")).toBe(expected);
    expect(own.headers.get("Vary")).toBe("Accept-Encoding");
    const plain = await call<OpenApi>(site, "/openapi.json");
    const { refresh_token } = await register(site);
    // With the cookies of a renewed sign-in the answer is another object.
    for (const Cookie of ["", `${COOKIES.refresh}=${refresh_token}`]) {
      const answer = await fetch(`${site.origin}/api/openapi.json`, {
        headers: { ...headers, Cookie },
      });
      expect(answer.headers.has("Set-Cookie")).toBe(Cookie !== "");
      expect(await answer.json()).toEqual(plain.body);
    }
  });

  it("is not packed for a caller who does not say what it accepts", async () => {
    const [start] = await new Promise<Buffer>((resolve, reject) => {
      httpGet(`${site.origin}/api/openapi.json`, (answer) => answer.once("data", resolve)).on(
        "error",
        reject,
      );
    });
    expect(start).toBe("{".charCodeAt(0));
  });

  it("names every existing route, and no other", async () => {
    const { body } = await call<OpenApi>(site, "/openapi.json");
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const existing = existingRoutes();
    existing.add("GET /docs");
    expect(new Set(described)).toEqual(existing);
    expect(described).toEqual(
      expect.arrayContaining([
        "POST /auth/register",
        "POST /game/end",
        "GET /leaderboard",
        "GET /health",
      ]),
    );
  });

  it("is browsable at /api/docs", async () => {
    const response = await fetch(`${site.origin}/api/docs`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toContain("text/html");
  });

  it("is shown with another look for each method", async () => {
    const html = await (await fetch(`${site.origin}/api/docs`)).text();
    const looks = new Map<string, Set<string>>();
    for (const [, look = "", method = ""] of html.matchAll(
      /<span class="docs-method ([^"]*)">(\w+)</g,
    ))
      looks.set(method, (looks.get(method) ?? new Set()).add(look));
    expect([...looks.keys()].sort()).toEqual(["DELETE", "GET", "POST", "PUT"]);
    const all = [...looks.values()].flatMap((set) => [...set]);
    expect(new Set(all).size).toBe(4);
    expect(all).toHaveLength(4);
  });
});
