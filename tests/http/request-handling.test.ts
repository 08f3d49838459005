import { describe, expect, it } from "vitest";
import { call, callForProblem, PASSWORD, register, roundTrips } from "../support/api.ts";
import { BAD_FORM_BODIES, BAD_FORM_FIELDS, BAD_JSON_BODIES } from "../support/bad-bodies.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

interface OpenApi {
  paths: Record<string, Record<string, unknown>>;
}

describe("the response to a request", () => {
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

  it.each(paths)(
    "for %s has a request id, its database cost and the security headers",
    async (path) => {
      const response = await fetch(site.origin + path, { redirect: "manual" });
      expect(response.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get("Server-Timing")).toMatch(
        /^db;dur=[\d.]+;desc="\d quer(y|ies)"$/,
      );
      expect(roundTrips(response)).toBeLessThanOrEqual(1);
      expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(response.headers.get("X-Frame-Options")).toBe("DENY");
      expect(response.headers.get("Content-Security-Policy")).toMatch(
        /script-src 'self' 'nonce-[^']+'/,
      );
      expect(response.headers.get("Content-Security-Policy")).not.toContain("unsafe-inline");
    },
  );
});

describe("a JSON body", () => {
  const path = "/auth/login";
  const validBody = JSON.stringify({ email: "a@example.com", password: "b" });

  it.each(BAD_JSON_BODIES)("%s is answered with %i %s", async (_, status, code, json) => {
    const answer = await callForProblem(site, path, { json });
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
  ])("of type %s is answered with 415", async (type) => {
    expect(
      await callForProblem(site, path, { json: validBody, headers: { "Content-Type": type } }),
    ).toMatchObject({ status: 415, body: { code: "not_json" } });
  });

  it("may name its charset", async () => {
    expect(
      (
        await callForProblem(site, path, {
          json: validBody,
          headers: { "Content-Type": "application/json; charset=utf-8" },
        })
      ).status,
    ).toBe(401);
  });
});

describe("a request", () => {
  it("without a body may have any Content-Type", async () => {
    for (const type of ["application/json", "text/plain"]) {
      const { status } = await call(site, "/leaderboard", { headers: { "Content-Type": type } });
      expect(status).toBe(200);
    }
  });

  it("without an access token gets 401, whatever its body", async () => {
    for (const json of ["{", "[]", '{"language":"PYTHON"}']) {
      expect((await callForProblem(site, "/game/start", { json })).status).toBe(401);
    }
  });

  it.each(BAD_FORM_BODIES)(
    "to a form with %s is answered with %i",
    async (_, status, type, body) => {
      for (const path of ["/login", "/register"]) {
        for (const method of ["POST", "PUT"]) {
          const headers = { "Content-Type": type, Origin: site.origin };
          const response = await fetch(site.origin + path, { method, headers, body });
          await response.text();
          expect(response.status).toBe(status);
        }
      }
    },
  );

  it.each(BAD_FORM_FIELDS)("to a form with %s is answered with 400", async (_, body) => {
    for (const path of ["/login", "/register"]) {
      const response = await fetch(site.origin + path, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: site.origin },
        body,
      });
      await response.text();
      expect(response.status).toBe(400);
    }
  });

  it("for data or a page gets an answer that no shared cache stores", async () => {
    const api = await call(site, "/leaderboard");
    expect(api.headers.get("Cache-Control")).toBe("no-store");
    const page = await fetch(`${site.origin}/leaderboard`);
    expect(page.headers.get("Cache-Control")).toBe("private, no-cache");
  });

  it("for a page gets an answer that no browser stores, if somebody is signed in", async () => {
    const { access_token } = await register(site);
    const headers = { Cookie: `__Host-access=${access_token}` };
    for (const path of ["/", "/settings", "/settings.data", "/dashboard", "/leaderboard"]) {
      const page = await fetch(site.origin + path, { headers });
      expect([path, page.headers.get("Cache-Control")]).toEqual([path, "no-store"]);
    }
  });
});

describe("a call", () => {
  it.each([
    ["GET", "/nothing"],
    ["POST", "/game"],
    ["DELETE", "/game/result"],
  ])("of %s %s is answered with a 404 problem, not with a page", async (method, path) => {
    expect(await callForProblem(site, path, { method })).toMatchObject({
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
  ])("of %s %s is answered with 405 and the allowed methods", async (method, path, allow) => {
    const answer = await callForProblem(site, path, { method });
    expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(answer.headers.get("Allow")).toBe(allow);
    expect(roundTrips(answer)).toBe(0);
  });

  it("with a wrong method is told every method that the OpenAPI description has for the path", async () => {
    const { body } = await call<OpenApi>(site, "/openapi.json");
    for (const [path, methods] of Object.entries(body.paths)) {
      const answer = await callForProblem(site, path.replaceAll(/{\w+}/g, "x"), {
        method: "PATCH",
      });
      const described = Object.keys(methods).map((method) => method.toUpperCase());
      expect(answer.status).toBe(405);
      expect(answer.headers.get("Allow")?.split(", ")).toEqual(expect.arrayContaining(described));
    }
  });
});

describe("a write from another site", () => {
  /** Signs a new account in through the page, and returns its cookies. */
  async function signedInCookies() {
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

  it("with cookies is refused with 403, and so is one without an Origin header", async () => {
    const Cookie = await signedInCookies();
    expect(Cookie).toContain("__Host-access=");
    const json = { language: "PYTHON" };
    expect(
      await callForProblem(site, "/game/start", {
        json,
        headers: { Cookie, Origin: "https://evil.example" },
      }),
    ).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
    expect(await callForProblem(site, "/game/start", { json, headers: { Cookie } })).toMatchObject({
      status: 403,
      body: { code: "foreign_origin" },
    });
    expect(
      (await call(site, "/game/start", { json, headers: { Cookie, Origin: site.origin } })).status,
    ).toBe(201);
  });

  it("to a page is refused with 403, even with an Authorization header", async () => {
    const response = await fetch(`${site.origin}/login`, {
      method: "POST",
      headers: { Origin: "https://evil.example", Authorization: "x" },
      body: new URLSearchParams({ email: "a@example.com", password: "b" }),
    });
    expect(response.status).toBe(403);
  });

  it("to the sign-in form is refused with 403", async () => {
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

describe("GET /api/health", () => {
  it("says that the Worker and the database answer, in one round trip", async () => {
    const answer = await call(site, "/health");
    expect(answer).toMatchObject({
      status: 200,
      body: { status: "ok", database: "ok", version: expect.any(String) },
    });
    expect(roundTrips(answer)).toBe(1);
  });
});
