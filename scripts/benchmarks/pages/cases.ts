/** The pages and calls that are measured. */
import { sql } from "kysely";
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
  /** The least share of the `select 1` answer's throughput. */
  atLeast?: number;
}

/** What every other answer is compared with. */
export const CONSTANT = "constant JSON: `/api/auth/providers`";
export const SELECT_1 = "`select 1`: `/api/health`";

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
  const visitor = (path: string): Case => ({ name: `\`${path}\``, request: () => get(path) });
  const page = (path: string, atLeast?: number): Case => ({
    name: `\`${path}\`, signed in`,
    request: (n) => get(path, cookie(of(n))),
    ...(atLeast !== undefined && { atLeast }),
  });
  const post = (path: string, runner: Runner, body: unknown): PageRequest => ({
    method: "POST",
    path,
    headers: { ...bearer(runner), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return [
    { name: CONSTANT, request: () => get("/api/auth/providers") },
    { name: SELECT_1, request: () => get("/api/health") },
    visitor("/api/openapi.json"),
    visitor("/login"),
    visitor("/play"),
    visitor("/"),
    visitor("/leaderboard"),
    {
      name: "`/leaderboard`, second page: never cached",
      request: () => get(`/leaderboard?difficulty=NORMAL&cursor=${second}`),
      atLeast: 0.7,
    },
    page("/leaderboard"),
    visitor("/daily"),
    { name: "`/results/:id`", request: () => get(`/results/${result}`), atLeast: 0.7 },
    page("/dashboard"),
    page("/history", 0.7),
    { name: "`GET /api/user/stats`", request: (n) => get("/api/user/stats", bearer(of(n))) },
    {
      name: "`GET /api/game/history`",
      request: (n) => get("/api/game/history", bearer(of(n))),
      atLeast: 0.7,
    },
    {
      name: "`POST /api/game/start`, all of one group",
      request: (n) => post("/api/game/start", of(n), { language: "PYTHON", difficulty: "NORMAL" }),
      atLeast: 0.6,
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
  atLeast: 0.4,
});
