/** The measured pages and API calls, one entry each, by the project's own functions. */
import { sql } from "kysely";
import { publicProfile } from "../../../app/.server/accounts/profile/service.ts";
import { managedUsers } from "../../../app/.server/admin/users/service.ts";
import type { Caller } from "../../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../../app/.server/db/client.ts";
import { endGame } from "../../../app/.server/games/end/service.ts";
import { history } from "../../../app/.server/games/history/service.ts";
import { replay, result } from "../../../app/.server/games/results/service.ts";
import { startGame } from "../../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../../app/.server/leaderboards/cache.ts";
import { boardAround, leaderboard, ownPlace } from "../../../app/.server/leaderboards/service.ts";
import { deleteOldBoards } from "../../../app/.server/operations/maintenance/queries.ts";
import { countRarities } from "../../../app/.server/operations/maintenance/recounts/queries.ts";
import { achievements } from "../../../app/.server/progress/achievements/service.ts";
import { dashboard } from "../../../app/.server/progress/dashboard/service.ts";
import { home } from "../../../app/.server/progress/home/service.ts";
import { resultPage } from "../../../app/.server/progress/result-page/service.ts";
import { statistics } from "../../../app/.server/progress/statistics/service.ts";
import type { EndRequest } from "../../../app/contracts/game.ts";
import { PAGE_ITEMS } from "../../../app/contracts/list.ts";
import { play } from "../../../seed/player.ts";
import type { Measured } from "./measure.ts";
import { BOARDS, type Player, type Sample } from "./samples.ts";

const limit = PAGE_ITEMS;
type Page = Measured<Sample>;

/** Pages of the boards, and players' own ranks on them. */
const boards = BOARDS.flatMap(([name], n): Page[] => {
  const at = ({ boards }: Sample) => boards[n] as Sample["boards"][number];
  return [
    {
      name: `board, ${name}: top`,
      call: (db, s) => leaderboard(db, { ...at(s).query, limit }, s.now),
    },
    {
      name: `board, ${name}: page 1,000`,
      call: (db, s) => leaderboard(db, { ...at(s).query, limit, cursor: at(s).deep }, s.now),
    },
    {
      name: `board, ${name}: own rank, top`,
      call: (db, s) => ownPlace(db, at(s).top.caller, at(s).query, s.now),
    },
    {
      name: `board, ${name}: own rank, middle`,
      call: (db, s) => ownPlace(db, at(s).middle.caller, at(s).query, s.now),
    },
    {
      name: `board, ${name}: own rank, last`,
      call: (db, s) => ownPlace(db, at(s).last.caller, at(s).query, s.now),
    },
  ];
});

const GAME = { language: "TYPESCRIPT", difficulty: "NORMAL", mode: "standard" } as const;
const SEED = 7;

/** Starts a game and plays it by the rules for a minute, so that it counts everywhere. Returns the request that ends it. */
async function playMinute(db: Db, { caller }: Player): Promise<EndRequest> {
  const game = await startGame(db, caller, GAME, SEED, new Date());
  const run = play(game, { wpm: 60, errors: 20, until: 60_000, seed: SEED });
  await sql`
    UPDATE game_sessions SET started_at = started_at - make_interval(secs => ${run.endedAt / 1000})
    WHERE id = ${game.session_id}`.execute(db);
  const { session_token } = game;
  return { session_token, outcome: run.outcome, key_sequence: run.keys, ended_at_ms: run.endedAt };
}

const endPage = (name: string, playerOf: (sample: Sample) => Player): Page => ({
  name: `end: ${name}`,
  prepare: (db, s) => playMinute(db, playerOf(s)),
  call: (db, s, request) => endGame(db, playerOf(s).caller, request as EndRequest, NO_BOARD_CACHE),
});

/** A page of the administration. The busy player asks for it, and is made an administrator before. */
const adminPage = (
  name: string,
  call: (db: Db, admin: Caller, sample: Sample) => Promise<unknown>,
): Page => ({
  name: `admin: ${name}`,
  prepare: (db, { busy }) =>
    sql`UPDATE users SET role = 'ADMIN' WHERE id = ${busy.caller.id}`.execute(db),
  call: (db, s) => call(db, s.busy.caller, s),
});

const allTime = ({ boards }: Sample) => boards[0] as Sample["boards"][number];

export const PAGES: Page[] = [
  ...boards,
  {
    name: "leaderboard page, of a player in the middle",
    call: (db, s) =>
      boardAround(db, allTime(s).middle.caller, { ...allTime(s).query, limit }, s.now),
  },
  { name: "start", call: (db, s) => startGame(db, s.usual.caller, GAME, SEED, s.now) },
  endPage("a usual player", (s) => s.usual),
  endPage("a busy player", (s) => s.busy),
  endPage("the last player of all", (s) => allTime(s).last),
  {
    name: "history: first page, usual player",
    call: (db, s) => history(db, s.usual.caller, { limit }),
  },
  {
    name: "history: first page, busy player",
    call: (db, s) => history(db, s.busy.caller, { limit }),
  },
  {
    name: "history: page 26, busy player",
    call: (db, s) => history(db, s.busy.caller, { limit, cursor: s.busy.deep }),
  },
  {
    name: "history: one language, busy player",
    call: (db, s) => history(db, s.busy.caller, { limit, language: "REACT" }),
  },
  {
    name: "history: one difficulty, usual player",
    call: (db, s) => history(db, s.usual.caller, { limit, difficulty: "EXPERT" }),
  },
  { name: "dashboard, usual player", call: (db, s) => dashboard(db, s.usual.caller, s.now) },
  { name: "dashboard, busy player", call: (db, s) => dashboard(db, s.busy.caller, s.now) },
  { name: "result page, busy player", call: (db, s) => resultPage(db, undefined, s.busy.resultId) },
  {
    name: "result page, usual player",
    call: (db, s) => resultPage(db, undefined, s.usual.resultId),
  },
  { name: "result", call: (db, s) => result(db, undefined, s.busy.resultId) },
  {
    name: "replay",
    call: (db, s) =>
      replay(db, undefined, (s.boards.at(-1) as (typeof s.boards)[number]).top.resultId),
  },
  { name: "profile, usual player", call: (db, s) => publicProfile(db, s.usual.username, s.now) },
  { name: "profile, busy player", call: (db, s) => publicProfile(db, s.busy.username, s.now) },
  { name: "statistics", call: (db, s) => statistics(db, s.busy.caller, s.now) },
  { name: "achievements", call: (db, s) => achievements(db, s.busy.caller) },
  { name: "home, of a visitor", call: (db) => home(db, undefined) },
  { name: "home, of a busy player", call: (db, s) => home(db, s.busy.caller) },
  adminPage("newest accounts", (db, admin) => managedUsers(db, admin, { limit })),
  {
    ...adminPage("accounts, by a name", (db, admin, { usual }) =>
      managedUsers(db, admin, { limit, q: usual.username }),
    ),
    // More names share its trigrams. A plan that does not know the name takes 2,000 times as long with a million.
    maxRatio: 10,
  },
  adminPage("accounts, by a text of all", (db, admin) =>
    managedUsers(db, admin, { limit, q: "exa" }),
  ),
  // The cron job mostly finds nothing to do.
  { name: "cron: old boards", call: (db) => deleteOldBoards(db) },
  {
    name: "cron: rarities",
    prepare: (db) => sql`UPDATE achievements SET rarity_at = now()`.execute(db),
    call: (db) => countRarities(db),
  },
];
