import fc from "fast-check";
import { expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
import { digest } from "../support/digest.ts";
import { FORM_REQUESTS } from "../support/from-forms.ts";
import { fromSchema, type Schema, spoil } from "../support/from-schema.ts";
import { type Persona, visit } from "../support/personas.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const REQUESTS = 20_000;
/** Of the rejected ones, those that are sent again to see that they change nothing. */
const AGAIN = 2_000;
const AT_ONCE = 12;

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const document = createApi().describe() as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const resolve = (ref: string): Schema =>
  document.components.schemas[ref.split("/").at(-1) ?? ""] ?? {};

interface Request {
  /** By a page's form, with cookies, or by a call of the API, with a token. */
  by: "form" | "call";
  method: string;
  path: string;
  body: string | undefined;
  persona: Persona;
  type: string;
}

const word = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.uuid(),
  fc.constantFrom("%00", "..", "null", "1", "💥", "a".repeat(300)),
);

const anyPersona = fc.constantFrom<Persona>(
  "anonymous",
  "player",
  "player",
  "player",
  "admin",
  "forged",
  "deactivated",
);

/** A request to one operation: mostly what its schemas ask for, spoilt in one place or more. */
function requestTo(method: string, template: string, operation: Operation): fc.Arbitrary<Request> {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const body = schema
    ? fc.oneof(
        {
          weight: 8,
          arbitrary: fromSchema(schema, resolve)
            .chain(spoil)
            .map((value) => JSON.stringify(value)),
        },
        { weight: 1, arbitrary: fromSchema(schema, resolve).map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
      )
    : fc.constant(undefined);
  const queries = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const query = fc
    .record(
      Object.fromEntries(
        queries.map(({ name, schema }) => [
          name,
          fc.oneof(fromSchema(schema, resolve).map(String), word),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map((values) => new URLSearchParams(values as Record<string, string>).toString());
  return fc
    .record({
      word,
      query,
      body,
      persona: anyPersona,
      type: fc.oneof(
        { weight: 15, arbitrary: fc.constant("application/json") },
        { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/xml") },
      ),
    })
    .map(({ word, query, body, persona, type }) => ({
      by: "call",
      method: method.toUpperCase(),
      path: `/api${template.replace(/\{\w+\}/g, () => encodeURIComponent(word))}?${query}`,
      body,
      persona,
      type,
    }));
}

/** Those that may come to a password check take a hundred times as long; fewer of them suffice. */
const SLOW = /register|login|password|account/;
/** Where nothing is taken, there is little to spoil. */
const takesAnything = ({ parameters, requestBody }: Operation) =>
  requestBody !== undefined || (parameters?.length ?? 0) > 0;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    weight: SLOW.test(path) || !takesAnything(operation) ? 1 : 4,
    arbitrary: requestTo(method, path, operation),
  })),
);

const forms = FORM_REQUESTS.map(([page, request]) => ({
  weight: SLOW.test(page) || page === "/settings/privacy" ? 1 : 3,
  arbitrary: fc
    .tuple(request, anyPersona)
    .map(([sent, persona]): Request => ({ by: "form", method: "POST", persona, ...sent })),
}));

/** What rejected ones are there to raise. */
const COUNTED = ["sign_in_failures"];

it(`${REQUESTS.toLocaleString()} generated requests find no error of ours, and rejected ones change nothing`, async () => {
  const tokens = new Map<Persona, string | undefined>();
  for (const persona of ["anonymous", "player", "admin", "forged", "deactivated"] as const) {
    tokens.set(persona, (await visit(site, persona)).token);
  }
  const requests = fc.sample(fc.oneof(...operations, ...forms), {
    numRuns: REQUESTS,
    seed: 20_261_122,
  });
  const statuses = new Map<number, number>();

  const send = async ({ by, method, path, body, persona, type }: Request) => {
    const token = tokens.get(persona);
    const form = { Origin: site.origin, ...(token && { Cookie: `__Host-access=${token}` }) };
    const call = token && { Authorization: `Bearer ${token}` };
    const response = await fetch(site.origin + path, {
      method,
      redirect: "manual",
      headers: {
        ...(by === "form" ? form : call),
        ...(body !== undefined && { "Content-Type": type }),
      },
      body: method === "GET" || body === undefined ? null : body,
    });
    const text = await response.text();
    if (response.status >= 500) {
      const last = site.logs().findLast((entry) => entry.level === "error");
      expect.fail(`${response.status} for ${method} ${path} ${body}: ${last?.message}`);
    }
    // The site's script is told in the body where it leads.
    const leads = response.headers.get("Location") ?? (response.status === 202 ? text : "");
    const refused = response.status >= 400 || leads.includes("/login?");
    return { status: response.status, refused };
  };
  /** Sends all of them, some at once. */
  const sendAll = async (all: Request[]) => {
    const rejected: Request[] = [];
    let accepted = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, lane) => {
        for (let i = lane; i < all.length; i += AT_ONCE) {
          const request = all[i];
          if (!request) continue;
          const { status, refused } = await send(request);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (!refused) accepted += 1;
          // A blocked sign-in may be taken the next time.
          else if (status !== 429) rejected.push(request);
        }
      }),
    );
    return { rejected, accepted };
  };

  const { rejected } = await sendAll(requests);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  expect(statuses.get(422)).toBeGreaterThan(REQUESTS / 4);

  // Once more, what was rejected, and nothing else: not a row may differ after it.
  const again = rejected.slice(0, AGAIN);
  const before = await digest(site.db, COUNTED);
  expect((await sendAll(again)).accepted).toBe(0);
  expect(await digest(site.db, COUNTED)).toBe(before);

  const errors = site
    .logs()
    .filter((entry) => entry.level === "error" || /uncaught|unhandled/i.test(entry.message));
  expect(errors).toEqual([]);
}, 900_000);
