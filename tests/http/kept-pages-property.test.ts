/**
 * Whatever a request is like, its answer is the one of a site that keeps no pages: nobody gets what is another's, and what is odd in
 * one request does not show in the next.
 */
import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeFlash } from "../../app/contracts/flash.ts";
import { KEPT_HEADER } from "../../app/contracts/kept-header.ts";
import { register } from "../support/api.ts";
import { callerOf } from "../support/players.ts";
import { startSite, withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { noncesOf } from "../support/visitor-pages.ts";

const site = withSite();
/** The same Worker on the same database, which renders every answer. */
let plain: Awaited<ReturnType<typeof startSite>>;
let people: string[];

beforeAll(async () => {
  plain = await startSite(site.databaseUrl, site.databaseUrl, { vars: { KEPT_PAGES: "off" } });
  people = await Promise.all(
    ["anna", "bert"].map(async (username) => {
      const account = await register(site, { username });
      // Long ago, so that "3 days ago" is the same in both answers.
      const endedAt = new Date(Date.now() - 3 * 86_400_000);
      await storeResult(site.db, callerOf(account), { endedAt, difficulty: "NORMAL" });
      return `__Host-access=${account.access_token}; __Host-refresh=${account.refresh_token}`;
    }),
  );
});
afterAll(() => plain.close());

interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends a request by `node:http`, because `fetch` chooses `Host` itself and changes paths. */
const send = (origin: string, { method, path, headers }: Asked) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        const body = Buffer.concat(chunks);
        const isPacked = headers["content-encoding"] === "gzip" && body.length > 0;
        resolve({ status, headers, text: (isPacked ? gunzipSync(body) : body).toString() });
      });
    });
    sent.on("error", reject).end();
  });

const DATA = /streamController\.enqueue\((".*?")\);?<\/script>/gs;

/** Returns every text in the data of a page: their places differ, because equal times are written once. */
const textsIn = (page: string): string[] =>
  [...page.matchAll(DATA)]
    .flatMap(([, chunk = '""']): string[] => JSON.parse(chunk).match(/"[^"]*"/g) ?? [])
    .filter((text) => !/^"_\d+"$/.test(text));

/** Returns an answer without what differs in each: the nonce, the address of the site, the time, and how long it took. */
function comparable({ status, headers, text }: Answer, host: string) {
  const nonces = noncesOf({ text });
  expect(nonces.length).toBeLessThanOrEqual(1);
  const strip = (from: string) => {
    let result = from.replaceAll(host, "HOST");
    if (nonces[0]) result = result.replaceAll(nonces[0], "NONCE");
    const age = (time: string) => Date.now() - Date.parse(time);
    return result
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => (age(time) < 120_000 ? "NOW" : time))
      .replaceAll(/\d\d:\d\d:\d\d/g, "CLOCK");
  };
  const { "content-security-policy": policy, "cache-control": caching, link } = headers;
  const { "content-type": type, location, vary } = headers;
  if (nonces[0]) expect(policy).toContain(`'nonce-${nonces[0]}'`);
  const cookies = ((headers["set-cookie"] ?? []) as string[]).map((each) => each.split("=")[0]);
  return {
    ...{ status, caching, link, type, location, vary, cookies },
    page: strip(text.replaceAll(DATA, "")),
    data: [...new Set(textsIn(text).map(strip))].sort(),
    policy: String(policy).replace(/'nonce-[^']*'/, "'nonce'"),
  };
}

interface Visit {
  method: string;
  cookie: string;
  host: string;
  headers: Record<string, string>;
}
const PLAIN: Visit = { method: "GET", cookie: "", host: "localhost", headers: {} };

/** What may be odd about a visit. Some of it makes a page somebody's own. */
const ODDITIES: (() => Partial<Visit>)[] = [
  ...["HEAD", "OPTIONS"].map((method) => () => ({ method })),
  ...["pro.localhost", "127.0.0.1"].map((host) => () => ({ host })),
  ...[0, 1].map((n) => () => ({ cookie: people[n] ?? "" })),
  ...[
    ...["__Host-theme=paper", "__Host-language=REACT", "__Host-difficulty=HARD", "other=1"],
    ...[`__Host-flash=${writeFlash({ code: "run_voided" })}`, "__Host-access=forged"],
  ].map((cookie) => () => ({ cookie })),
  ...[
    { Authorization: "Bearer forged" },
    { [KEPT_HEADER]: "1" },
    { Range: "bytes=0-9" },
    { "Accept-Encoding": "gzip" },
    { "Accept-Language": "de" },
    { "X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "https" },
    { "If-None-Match": '"x"', "If-Modified-Since": "Sat, 28 Nov 2099 00:00:00 GMT" },
    { "User-Agent": "Googlebot" },
    { "Cache-Control": "no-cache" },
  ].map((headers) => () => ({ headers: headers as Record<string, string> })),
];

const paths = fc.constantFrom(
  ...["/", "/login", "/register", "/play", "/practice", "/race", "/leaderboard", "/daily"],
  ...[
    "/achievements",
    "/api/docs",
    "/login/",
    "//login",
    "/LOGIN",
    "/%6cogin",
    "/login.data",
    "/u/anna",
  ],
);
const parameters = fc.constantFrom(
  ...["language=REACT", "language=PYTHON", "difficulty=HARD", "difficulty=all", "type=weekly"],
  ...["metric=wpm", "language=%52EACT", "type=", "cursor=x", "to=/history", "x=1"],
  ...["language=react", "scope=friends", "season=1", "=", "&", "constructor=1", "__proto__=x"],
);
const queries = fc
  .oneof(fc.constant([]), fc.array(parameters, { maxLength: 3 }))
  .map((all) => (all.length > 0 ? `?${all.join("&")}` : ""));
const oddVisits = fc
  .subarray(ODDITIES, { minLength: 1, maxLength: 2 })
  .map((odd) => Object.assign({}, PLAIN, ...odd.map((each) => each())) as Visit);

/** Visits of one page, by people of whom each may leave something for the next. */
const visits = fc.record({
  path: fc.tuple(paths, queries).map(([path, query]) => path + query),
  odd: fc.array(oddVisits, { minLength: 2, maxLength: 4 }),
});

it("every answer is as that of a site which keeps nothing", { timeout: 120_000 }, async () => {
  let kept = 0;
  const answerOf = async (origin: string, path: string, visit: Visit) => {
    const { method, cookie, headers } = visit;
    const host = `${visit.host}:${new URL(origin).port}`;
    const own = { ...headers, ...(cookie && { Cookie: cookie }), Host: host };
    const answer = await send(origin, { method, path, headers: own });
    if (String(answer.headers["server-timing"]).includes("cache;")) kept += 1;
    return comparable(answer, host);
  };
  await fc.assert(
    fc.asyncProperty(visits, async ({ path, odd }) => {
      for (const visit of odd.flatMap((each) => [PLAIN, each])) {
        const [mine, theirs] = await Promise.all(
          [site.origin, plain.origin].map((origin) => answerOf(origin, path, visit)),
        );
        expect([visit, mine]).toEqual([visit, theirs]);
      }
    }),
    { numRuns: 100, seed: 20261128, endOnFailure: true },
  );
  expect(kept).toBeGreaterThan(100);
});
