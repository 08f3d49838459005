import fc from "fast-check";
import { expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
import { FORM_REQUESTS } from "../support/fuzz-forms.ts";
import { arbitraryOf, corrupt, type Schema } from "../support/fuzz-json.ts";
import { digestOfRows } from "../support/row-digest.ts";
import { withSite } from "../support/site.ts";
import { createVisitor, type VisitorKind } from "../support/visitors.ts";

const site = withSite();

const REQUESTS = 20_000;
/** The number of rejected requests that are sent again, to see that they change nothing. */
const REPEATED = 2_000;
const AT_ONCE = 12;

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const document = createApi().describe() as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const resolveSchema = (ref: string): Schema =>
  document.components.schemas[ref.split("/").at(-1) ?? ""] ?? {};

interface Request {
  /** A form of a page is sent with cookies, a call of the API with a token. */
  by: "form" | "call";
  method: string;
  path: string;
  body: string | undefined;
  visitorKind: VisitorKind;
  type: string;
}

const word = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.uuid(),
  fc.constantFrom("%00", "..", "null", "1", "💥", "a".repeat(300)),
);

const anyVisitorKind = fc.constantFrom<VisitorKind>(
  "anonymous",
  "player",
  "player",
  "player",
  "admin",
  "forged",
  "deactivated",
);

/** Returns requests to one operation. Most bodies follow its schema and are corrupted in one place or more. */
function requestTo(method: string, template: string, operation: Operation): fc.Arbitrary<Request> {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const body = schema
    ? fc.oneof(
        {
          weight: 8,
          arbitrary: arbitraryOf(schema, resolveSchema)
            .chain(corrupt)
            .map((value) => JSON.stringify(value)),
        },
        {
          weight: 1,
          arbitrary: arbitraryOf(schema, resolveSchema).map((value) => JSON.stringify(value)),
        },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
      )
    : fc.constant(undefined);
  const queries = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const query = fc
    .record(
      Object.fromEntries(
        queries.map(({ name, schema }) => [
          name,
          fc.oneof(arbitraryOf(schema, resolveSchema).map(String), word),
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
      visitorKind: anyVisitorKind,
      type: fc.oneof(
        { weight: 15, arbitrary: fc.constant("application/json") },
        { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/xml") },
      ),
    })
    .map(({ word, query, body, visitorKind, type }) => ({
      by: "call",
      method: method.toUpperCase(),
      path: `/api${template.replace(/\{\w+\}/g, () => encodeURIComponent(word))}?${query}`,
      body,
      visitorKind,
      type,
    }));
}

/** Paths of requests that may check a password: each takes a hundred times as long, so fewer of them are sent. */
const SLOW = /register|login|password|account/;
/** Operations without parameters and body get fewer requests, because little in them can be corrupted. */
const takesInput = ({ parameters, requestBody }: Operation) =>
  requestBody !== undefined || (parameters?.length ?? 0) > 0;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    weight: SLOW.test(path) || !takesInput(operation) ? 1 : 4,
    arbitrary: requestTo(method, path, operation),
  })),
);

const forms = FORM_REQUESTS.map(([page, request]) => ({
  weight: SLOW.test(page) || page === "/settings/privacy" ? 1 : 3,
  arbitrary: fc
    .tuple(request, anyVisitorKind)
    .map(([sent, visitorKind]): Request => ({ by: "form", method: "POST", visitorKind, ...sent })),
}));

/** Tables that rejected requests change on purpose: a rematch of a result that is not there counts as a start. */
const COUNTERS = ["sign_in_failures", "game_start_counts"];

it(`${REQUESTS.toLocaleString()} generated requests cause no server error, and rejected ones change no row`, async () => {
  const tokens = new Map<VisitorKind, string | undefined>();
  for (const visitorKind of ["anonymous", "player", "admin", "forged", "deactivated"] as const) {
    tokens.set(visitorKind, (await createVisitor(site, visitorKind)).token);
  }
  const requests = fc.sample(fc.oneof(...operations, ...forms), {
    numRuns: REQUESTS,
    seed: 20_261_122,
  });
  const statuses = new Map<number, number>();

  const send = async ({ by, method, path, body, visitorKind, type }: Request) => {
    const token = tokens.get(visitorKind);
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
      const lastError = site.logs().findLast((entry) => entry.level === "error");
      expect.fail(`${response.status} for ${method} ${path} ${body}: ${lastError?.message}`);
    }
    // A request of the site's script gets a redirect as a 202 with the target in its body.
    const redirect = response.headers.get("Location") ?? (response.status === 202 ? text : "");
    const refused = response.status >= 400 || redirect.includes("/login?");
    return { status: response.status, refused };
  };
  /** Sends requests, `AT_ONCE` at a time. */
  const sendAll = async (requests: Request[]) => {
    const rejected: Request[] = [];
    let accepted = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, lane) => {
        for (let i = lane; i < requests.length; i += AT_ONCE) {
          const request = requests[i];
          if (!request) continue;
          const { status, refused } = await send(request);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (!refused) accepted += 1;
          // A blocked sign-in may succeed the next time.
          else if (status !== 429) rejected.push(request);
        }
      }),
    );
    return { rejected, accepted };
  };

  const { rejected } = await sendAll(requests);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  expect(statuses.get(422)).toBeGreaterThan(REQUESTS / 4);

  // The rejected requests alone, once more: no row may differ after them.
  const repeated = rejected.slice(0, REPEATED);
  const before = await digestOfRows(site.db, COUNTERS);
  expect((await sendAll(repeated)).accepted).toBe(0);
  expect(await digestOfRows(site.db, COUNTERS)).toBe(before);

  const errors = site
    .logs()
    .filter((entry) => entry.level === "error" || /uncaught|unhandled/i.test(entry.message));
  expect(errors).toEqual([]);
}, 900_000);
