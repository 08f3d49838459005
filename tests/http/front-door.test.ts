import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
import { call, PASSWORD, refused, register, roundTrips } from "../support/api.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

/** `GET /game/result/{id}` of every route that the front door really has under /api. */
function existingRoutes() {
  const { routes } = createApi();
  const handled = routes.routes.filter((route) => route.method !== "ALL");
  return new Set(
    handled.map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}").replace(/(.)\/$/, "$1")}`,
    ),
  );
}

describe("the description of the API", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { status, body } = await call<OpenApi>(site, "/openapi.json");
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1/);
    const validation = await new Validator().validate({ ...body });
    expect(validation.errors ?? []).toEqual([]);
    expect(validation.valid).toBe(true);
  });

  it("names every route that exists, and no other", async () => {
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
});

describe("every response", () => {
  const paths = [
    "/",
    "/play",
    "/leaderboard",
    "/api/health",
    "/api/openapi.json",
    "/api/leaderboard",
    "/api/nothing",
    "/nothing",
  ];

  it.each(paths)("of %s has a request id, its cost, and headers that protect", async (path) => {
    const response = await fetch(site.origin + path, { redirect: "manual" });
    expect(response.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("Server-Timing")).toMatch(/^db;dur=[\d.]+;desc="\d quer(y|ies)"$/);
    expect(roundTrips(response)).toBeLessThanOrEqual(1);
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("X-Frame-Options")).toBe("DENY");
    expect(response.headers.get("Content-Security-Policy")).toMatch(
      /script-src 'self' 'nonce-[^']+'/,
    );
    expect(response.headers.get("Content-Security-Policy")).not.toContain("unsafe-inline");
  });
});

describe("bodies", () => {
  const path = "/auth/login";
  const good = JSON.stringify({ email: "a@example.com", password: "b" });

  it.each([
    [400, "malformed_body", "{"],
    [400, "malformed_body", ""],
    [413, "body_too_large", JSON.stringify({ email: "x".repeat(65 * 1024), password: "b" })],
    [422, "validation_failed", "[]"],
    [422, "validation_failed", '"text"'],
    [422, "validation_failed", "null"],
    [422, "validation_failed", '{"email":1,"password":[]}'],
    [422, "validation_failed", '{"email":"a@example.com","password":"b","admin":true}'],
    [422, "validation_failed", '{"__proto__":{"email":"a@example.com"},"password":"b"}'],
  ])("are answered with %i %s", async (status, code, json) => {
    const answer = await refused(site, path, { json });
    expect(answer).toMatchObject({
      status,
      body: {
        status,
        code,
        type: expect.any(String),
        title: expect.any(String),
        detail: expect.any(String),
      },
    });
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
  ])("of type %s are 415", async (type) => {
    expect(
      await refused(site, path, { json: good, headers: { "Content-Type": type } }),
    ).toMatchObject({ status: 415, body: { code: "not_json" } });
  });

  it("may say their charset", async () => {
    expect(
      (
        await refused(site, path, {
          json: good,
          headers: { "Content-Type": "application/json; charset=utf-8" },
        })
      ).status,
    ).toBe(401);
  });
});

describe("what is read of a request", () => {
  it("does not depend on a Content-Type where there is no body to read", async () => {
    for (const type of ["application/json", "text/plain"]) {
      const { status } = await call(site, "/leaderboard", { headers: { "Content-Type": type } });
      expect(status).toBe(200);
    }
  });

  it("is settled after who is asking", async () => {
    for (const json of ["{", "[]", '{"language":"PYTHON"}']) {
      expect((await refused(site, "/game/start", { json })).status).toBe(401);
    }
  });

  it.each([
    ["application/json", "{}", 400],
    ["multipart/form-data; boundary=x", "no part", 400],
    ["multipart/form-data", "no boundary", 400],
    ["application/x-www-form-urlencoded", "x".repeat(65 * 1024), 413],
  ])("by the site's forms is a form of a sensible size (%s)", async (type, body, status) => {
    for (const path of ["/login", "/register"]) {
      for (const method of ["POST", "PUT"]) {
        const headers = { "Content-Type": type, Origin: site.origin };
        const response = await fetch(site.origin + path, { method, headers, body });
        await response.text();
        expect(response.status).toBe(status);
      }
    }
  });

  it.each(["a[99999999]=1", "__intent__={bad", "email.a.b=1", Array(50).fill("email=x").join("&")])(
    "by the site's forms has no names that no form has (%s)",
    async (body) => {
      for (const path of ["/login", "/register"]) {
        const response = await fetch(site.origin + path, {
          method: "POST",
          headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: site.origin },
          body,
        });
        await response.text();
        expect(response.status).toBe(400);
      }
    },
  );

  it("is answered with something that no cache keeps", async () => {
    const api = await call(site, "/leaderboard");
    expect(api.headers.get("Cache-Control")).toBe("no-store");
    const page = await fetch(`${site.origin}/leaderboard`);
    expect(page.headers.get("Cache-Control")).toBe("private, no-cache");
  });
});

describe("unknown calls", () => {
  it.each([
    ["GET", "/nothing"],
    ["POST", "/game"],
    ["DELETE", "/game/result"],
  ])("are 404 problems, not pages (%s %s)", async (method, path) => {
    expect(await refused(site, path, { method })).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
  });

  it.each([
    ["GET", "/game/start", "POST"],
    ["DELETE", "/game/start", "POST"],
    ["PUT", "/leaderboard", "GET, HEAD"],
    ["POST", "/docs", "GET, HEAD"],
    ["OPTIONS", "/user/profile", "GET, HEAD, PUT"],
    ["POST", `/game/result/${crypto.randomUUID()}`, "GET, HEAD"],
    ["POST", "/admin/metrics", "GET, HEAD"],
  ])(
    "are 405 where other methods are taken, which are named (%s %s)",
    async (method, path, allow) => {
      const answer = await refused(site, path, { method });
      expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      expect(answer.headers.get("Allow")).toBe(allow);
      expect(roundTrips(answer)).toBe(0);
    },
  );

  it("have every method in Allow that the description has for the path", async () => {
    const { body } = await call<OpenApi>(site, "/openapi.json");
    for (const [path, methods] of Object.entries(body.paths)) {
      const answer = await refused(site, path.replaceAll(/{\w+}/g, "x"), { method: "PATCH" });
      const described = Object.keys(methods).map((method) => method.toUpperCase());
      expect(answer.status).toBe(405);
      expect(answer.headers.get("Allow")?.split(", ")).toEqual(expect.arrayContaining(described));
    }
  });
});

describe("writes from other sites", () => {
  /** The cookies of a visitor who signed in through the site's own page. */
  async function cookies() {
    const { user } = await register(site);
    const response = await fetch(`${site.origin}/login`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: site.origin, "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email: user.email, password: PASSWORD }),
    });
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
  }

  it("are refused when cookies speak for them, and without an Origin too", async () => {
    const Cookie = await cookies();
    expect(Cookie).toContain("__Host-access=");
    const json = { language: "PYTHON" };
    expect(
      await refused(site, "/game/start", {
        json,
        headers: { Cookie, Origin: "https://evil.example" },
      }),
    ).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
    expect(await refused(site, "/game/start", { json, headers: { Cookie } })).toMatchObject({
      status: 403,
      body: { code: "foreign_origin" },
    });
    expect(
      (await call(site, "/game/start", { json, headers: { Cookie, Origin: site.origin } })).status,
    ).toBe(201);
  });

  it("are refused for pages whatever the Authorization header says", async () => {
    const response = await fetch(`${site.origin}/login`, {
      method: "POST",
      headers: { Origin: "https://evil.example", Authorization: "x" },
      body: new URLSearchParams({ email: "a@example.com", password: "b" }),
    });
    expect(response.status).toBe(403);
  });

  it("are refused for sign-in forms as well", async () => {
    const response = await fetch(`${site.origin}/login`, {
      method: "POST",
      headers: {
        Origin: "https://evil.example",
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: "email=a&password=b",
    });
    expect(response.status).toBe(403);
  });
});

describe("health", () => {
  it("says that both answer, in one round trip", async () => {
    const answer = await call(site, "/health");
    expect(answer).toMatchObject({
      status: 200,
      body: { status: "ok", database: "ok", version: expect.any(String) },
    });
    expect(roundTrips(answer)).toBe(1);
  });
});
