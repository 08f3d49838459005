/** However much a client sends, the answer to it is small, and so is the work before it is refused. */
import { beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
import { call, callForProblem, register } from "../support/api.ts";
import type { Schema } from "../support/fuzz-json.ts";
import { withSite } from "../support/site.ts";
import { draft } from "../support/snippets.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

const MAX_ERRORS = 20;
/** Far more than 20 errors need, whose paths have 100 characters at most. */
const MAX_ANSWER = 8 * 1024;

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}
const { paths } = createApi().describe() as unknown as {
  paths: Record<string, Record<string, Operation>>;
};
const CALLS = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { requestBody }]) => requestBody)
    .map(([method]): [string, string] => [method.toUpperCase(), path]),
);

let token = "";
beforeAll(async () => {
  token = (await createVisitor(site, "admin")).token ?? "";
});

/** Sends a body, and returns the status, the number of errors and the length of the answer. */
async function outcomeOf(method: string, path: string, json: unknown) {
  const address = path.replace(/\{\w+\}/g, crypto.randomUUID());
  const answer = await callForProblem(site, address, { method, token, json });
  const { errors = [] } = answer.body;
  return {
    status: answer.status,
    errors: errors.length,
    length: JSON.stringify(answer.body).length,
  };
}

describe.each(CALLS)("the answer of %s %s is small", (method, path) => {
  it("to thousands of unknown fields, and to one with a long name", async () => {
    const many = Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`f${index}`, 0]));
    for (const body of [many, { ["x".repeat(60_000)]: 0 }, { ...many, a: { b: many } }]) {
      const { status, errors, length } = await outcomeOf(method, path, body);
      expect(status).toBeLessThan(500);
      expect(errors).toBeLessThanOrEqual(MAX_ERRORS);
      expect(length).toBeLessThan(MAX_ANSWER);
    }
  });
});

describe("the answer is small to a list of thousands of wrong elements in", () => {
  const keys = Array(20_000).fill([0.5, "two"]);
  it.each<[string, string, object]>([
    ["POST", "/game/end", { key_sequence: keys }],
    ["PUT", "/game/progress", { key_sequence: keys }],
    ["POST", "/game/claim", { key_sequence: keys }],
    ["POST", "/snippets/import", { snippets: Array(500).fill({}) }],
    ["POST", "/snippets/import", { snippets: Array(500).fill(draft({ snippet_text: ")" })) }],
  ])("%s %s", async (method, path, body) => {
    const { status, errors, length } = await outcomeOf(method, path, body);
    expect([status, errors]).toEqual([422, MAX_ERRORS]);
    expect(length).toBeLessThan(MAX_ANSWER);
  });
});

describe("a form", () => {
  const send = async (path: string, fields: Record<string, string>, headers = {}) => {
    const response = await fetch(site.origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: site.origin, ...headers },
      body: new URLSearchParams(fields),
    });
    return { status: response.status, text: await response.text() };
  };

  it("gets back what was sent, but no field that is far too long", async () => {
    const long = await send("/register.data", { username: "a b", email: "x".repeat(60_000) });
    expect([long.status, long.text.includes("a b")]).toEqual([422, true]);
    expect(long.text.length).toBeLessThan(MAX_ANSWER);
    const cookie = { Cookie: `__Host-access=${token}` };
    const text = `x = (\n${"# why\n".repeat(600)}`;
    const kept = await send(
      "/admin/snippets/new.data",
      { ...draft(), expected_wpm: "40", snippet_text: text },
      cookie,
    );
    expect([kept.status, kept.text.includes("# why")]).toEqual([422, true]);
  });

  it.each([
    ["a name of 60,000 letters", `${"x".repeat(60_000)}=1`],
    ["a path of 20,000 parts", `${"a.".repeat(20_000)}a=1`],
    ["5,000 fields", Array.from({ length: 5_000 }, (_, index) => `f${index}=1`).join("&")],
  ])("is refused with %s", async (_, body) => {
    const response = await fetch(`${site.origin}/login.data`, {
      method: "POST",
      headers: { Origin: site.origin, "Content-Type": "application/x-www-form-urlencoded" },
      body,
    });
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(MAX_ANSWER);
  });
});

describe("Remix's request for the routes behind links", () => {
  const ask = async (query: string) =>
    (await fetch(`${site.origin}/__manifest?${query}&version=x`)).status;

  it("is refused for an address, a path or a number of paths that no page causes", async () => {
    expect(await ask(`p=${encodeURIComponent("/a".repeat(1_000))}`)).toBe(400);
    expect(await ask(Array(400).fill("p=/a").join("&"))).toBe(400);
    expect(await ask(`p=${"a".repeat(8_000)}`)).toBe(400);
  });

  it("is answered for the links of a page", async () => {
    expect(await ask("p=/play&p=/admin/snippets/import&p=/u/somebody")).toBe(204);
  });
});

describe("an administrator of yesterday", () => {
  it("does not make the Worker parse a snippet", async () => {
    const former = await createVisitor(site, "admin");
    const { id = "" } = former.user ?? {};
    await site.db.updateTable("users").set({ is_active: false }).where("id", "=", id).execute();
    const wrong = draft({ snippet_text: "x = (" });
    const { items } = (await call<{ items: { id: string }[] }>(site, "/snippets", { token })).body;
    const refusals = [
      await callForProblem(site, "/snippets", { token: former.token ?? "", json: wrong }),
      await callForProblem(site, `/snippets/${items[0]?.id}`, {
        method: "PUT",
        token: former.token ?? "",
        json: { snippet_text: wrong.snippet_text },
      }),
      await callForProblem(site, "/snippets/import", {
        token: former.token ?? "",
        json: { snippets: [wrong] },
      }),
    ];
    // With the error in the code it would be 422.
    expect(refusals.map(({ status }) => status)).toEqual([401, 401, 401]);
    const page = await fetch(`${site.origin}/admin/snippets/new`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: site.origin, Cookie: `__Host-access=${former.token}` },
      body: new URLSearchParams({ ...wrong, expected_wpm: "40" }),
    });
    expect([page.status, page.headers.get("Location")]).toEqual([
      302,
      expect.stringContaining("/login"),
    ]);
  });
});

it("the export of an account with many key logs is one document, read in parts", async () => {
  const { user, access_token } = await register(site);
  const sessions = Array.from({ length: 45 }, (_, index) => ({
    user_id: user.id,
    key_sequence: JSON.stringify([[index, "a"]]),
  }));
  await site.db.insertInto("typing_sessions").values(sessions).execute();
  const { status, body } = await call<Record<string, { id: string; key_sequence: [[number]] }[]>>(
    site,
    "/user/export",
    { token: access_token },
  );
  expect(status).toBe(200);
  const numbers = body.typing_sessions?.map(({ key_sequence }) => key_sequence[0][0]) ?? [];
  expect(numbers.sort((a, b) => a - b)).toEqual(sessions.map((_, index) => index));
  const head = await fetch(`${site.origin}/api/user/export`, {
    method: "HEAD",
    headers: { Authorization: `Bearer ${access_token}` },
  });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});
