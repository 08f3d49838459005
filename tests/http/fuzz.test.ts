import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
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
      persona: fc.constantFrom<Persona>(
        "anonymous",
        "player",
        "player",
        "player",
        "admin",
        "forged",
        "deactivated",
      ),
      type: fc.oneof(
        { weight: 15, arbitrary: fc.constant("application/json") },
        { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/xml") },
      ),
    })
    .map(({ word, query, body, persona, type }) => ({
      method: method.toUpperCase(),
      path: template.replace(/\{\w+\}/g, () => encodeURIComponent(word)) + (query && `?${query}`),
      body,
      persona,
      type,
    }));
}

/** Those that may come to a password check take a hundred times as long; fewer of them suffice. */
const SLOW = /register|login|password|account/;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    weight: SLOW.test(path) ? 1 : 4,
    arbitrary: requestTo(method, path, operation),
  })),
);

/** What is in the database, but for the count of failed sign-ins, which rejected ones are there to raise. */
async function digest(): Promise<string> {
  const tables = (await site.db.introspection.getTables())
    .map((table) => table.name)
    .filter((name) => name !== "sign_in_failures");
  const parts = tables.map(
    (name) =>
      sql`(SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM ${sql.table(name)} t)`,
  );
  const { rows } = await sql<{
    digest: string;
  }>`SELECT concat(${sql.join(parts)}) AS digest`.execute(site.db);
  return rows[0]?.digest ?? "";
}

it(`${REQUESTS.toLocaleString()} generated requests find no error of ours, and rejected ones change nothing`, async () => {
  const tokens = new Map<Persona, string | undefined>();
  for (const persona of ["anonymous", "player", "admin", "forged", "deactivated"] as const) {
    tokens.set(persona, (await visit(site, persona)).token);
  }
  const requests = fc.sample(fc.oneof(...operations), { numRuns: REQUESTS, seed: 20_261_122 });
  const statuses = new Map<number, number>();

  const send = async ({ method, path, body, persona, type }: Request) => {
    const token = tokens.get(persona);
    const response = await fetch(`${site.origin}/api${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": type }),
      },
      body: method === "GET" ? undefined : body,
    });
    await response.text();
    if (response.status >= 500) {
      const last = site.logs().findLast((entry) => entry.level === "error");
      expect.fail(`${response.status} for ${method} ${path} ${body}: ${last?.message}`);
    }
    return response.status;
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
          const status = await send(request);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status < 400) accepted += 1;
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
  const before = await digest();
  expect((await sendAll(again)).accepted).toBe(0);
  expect(await digest()).toBe(before);

  const errors = site
    .logs()
    .filter((entry) => entry.level === "error" || /uncaught|unhandled/i.test(entry.message));
  expect(errors).toEqual([]);
}, 400_000);
