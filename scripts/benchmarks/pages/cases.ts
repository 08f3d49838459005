/** The pages and calls that are measured. */
import { sql } from "kysely";
import { hashPassword } from "../../../app/.server/auth/passwords.ts";
import type { Db } from "../../../app/.server/db/client.ts";
import { leaderboard } from "../../../app/.server/leaderboards/service.ts";
import type { Runner } from "../load/players.ts";

/** A request, as `undici` sends it. */
export interface PageRequest {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Case {
  name: string;
  /** Returns request number `n`, from 1; undefined when there is none left. */
  request(n: number): PageRequest | undefined;
  /** Which Worker is asked: the site's by default. */
  of?: "empty";
  /** Whether each request can be sent only once. */
  once?: true;
  /** The least share of the `select 1` answer's throughput. */
  atLeast?: number;
  /** The most milliseconds of workerd, beyond those of the answer `beyond`. */
  atMost?: { ms: number; beyond?: string };
  /** The most round trips until the first byte. */
  trips: number;
  /** Whether it hashes a password: what it takes without a distance does not count for its round trips. */
  hashes?: true;
}

/** What every other answer is compared with. */
export const CONSTANT = "an empty Worker";
export const SELECT_1 = "`select 1`: `/api/health`";
const KEPT = "an empty Worker that answers from the cache";

const get = (path: string, headers: Record<string, string> = {}) => ({
  method: "GET" as const,
  path,
  headers,
});

/** Returns the result of a run that anybody may see. */
async function publicResult(db: Db): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM game_results WHERE status = 'VERIFIED' ORDER BY ended_at DESC LIMIT 1`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new Error("the database has no verified run");
  return row.id;
}

/** @param runners signed-in players, each with a finished run that is not sent yet */
export async function pageCases(db: Db, runners: readonly Runner[]): Promise<Case[]> {
  const result = await publicResult(db);
  const board = { type: "all_time", metric: "score", difficulty: "NORMAL", limit: 20 } as const;
  const { next_cursor } = await leaderboard(db, board, new Date());
  if (next_cursor === null) throw new Error("the board has one page");
  const second = encodeURIComponent(next_cursor);
  const of = (n: number) => runners[n % runners.length] as Runner;
  const cookie = ({ token }: Runner) => ({ Cookie: `__Host-access=${token}` });
  const bearer = ({ token }: Runner) => ({ Authorization: `Bearer ${token}` });
  const empty = (path: string, name: string): Case => ({
    ...{ name, of: "empty", trips: 0.1 },
    request: () => get(path),
  });
  /** A page that is kept. */
  const visitor = (path: string): Case => ({
    name: `\`${path}\`, kept`,
    request: () => get(path),
    atMost: { ms: 0.3, beyond: KEPT },
    trips: 0.1,
  });
  /** The same page with a parameter that nobody knows, which is never kept. */
  const rendered = (path: string, atMost?: number): Case => ({
    name: `\`${path}\`, rendered`,
    request: () => get(`${path}?rendered`),
    ...(atMost !== undefined && { atMost: { ms: atMost } }),
    trips: 1.3,
  });
  const page = (path: string): Case => ({
    name: `\`${path}\`, signed in`,
    request: (n) => get(path, cookie(of(n))),
    trips: 1.3,
  });
  const post = (path: string, runner: Runner, body: unknown): PageRequest => ({
    method: "POST",
    path,
    headers: { ...bearer(runner), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return [
    empty("/constant", CONSTANT),
    empty("/kept", KEPT),
    { name: SELECT_1, request: () => get("/api/health"), trips: 1.3 },
    {
      name: "constant JSON: `/api/auth/providers`",
      request: () => get("/api/auth/providers"),
      trips: 0.1,
    },
    {
      name: "`/api/openapi.json`",
      // As all requests that come through Cloudflare.
      request: () => get("/api/openapi.json", { "Accept-Encoding": "gzip" }),
      atMost: { ms: 0.3 },
      trips: 0.1,
    },
    ...["/", "/login", "/play", "/leaderboard", "/daily"].map(visitor),
    rendered("/login", 2),
    rendered("/play", 2),
    rendered("/"),
    rendered("/daily"),
    {
      name: "`/leaderboard`, second page: never kept",
      request: () => get(`/leaderboard?difficulty=NORMAL&cursor=${second}`),
      trips: 1.3,
    },
    page("/leaderboard"),
    { name: "`/results/:id`", request: () => get(`/results/${result}`), trips: 1.3 },
    page("/dashboard"),
    page("/history"),
    {
      name: "`GET /api/user/stats`",
      request: (n) => get("/api/user/stats", bearer(of(n))),
      trips: 1.3,
    },
    {
      name: "`GET /api/game/history`",
      request: (n) => get("/api/game/history", bearer(of(n))),
      atLeast: 0.7,
      trips: 1.3,
    },
    {
      name: "`GET /api/game/result/:id`",
      request: () => get(`/api/game/result/${result}`),
      atLeast: 0.7,
      trips: 1.3,
    },
    {
      name: "`GET /api/leaderboard`, second page: never kept",
      request: () => get(`/api/leaderboard?difficulty=NORMAL&cursor=${second}`),
      atLeast: 0.7,
      trips: 1.3,
    },
    {
      name: "`POST /api/game/start`, all of one group",
      request: (n) => post("/api/game/start", of(n), { language: "PYTHON", difficulty: "NORMAL" }),
      atLeast: 0.6,
      trips: 1.3,
    },
  ];
}

/** The ends of the runs: each can be sent once, and a start closes it, so they are measured before the starts. */
export const endCase = (runners: readonly Runner[]): Case => ({
  name: "`POST /api/game/end` of a minute's run",
  request: (n) => {
    const runner = runners[n - 1];
    return (
      runner && {
        method: "POST",
        path: "/api/game/end",
        headers: { Authorization: `Bearer ${runner.token}`, "Content-Type": "application/json" },
        body: JSON.stringify(runner.run),
      }
    );
  },
  once: true,
  atLeast: 0.4,
  trips: 2.3,
});

const PASSWORD = "correct horse battery";

/** Sign-ins of a player, whose password is set for it. */
export async function signInCase(db: Db, { caller }: Runner): Promise<Case> {
  const { email } = await db
    .updateTable("users")
    .set({ password_hash: await hashPassword(PASSWORD) })
    .where("id", "=", caller.id)
    .returning("email")
    .executeTakeFirstOrThrow();
  return {
    name: "`POST /api/auth/login`, beyond hashing",
    request: () => ({
      method: "POST",
      path: "/api/auth/login",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
    trips: 2.3,
    hashes: true,
  };
}
