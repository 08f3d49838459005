/** Most other pages and calls that read: measured over the distance alone. */
import { sql } from "kysely";
import { signAccessToken } from "../../../app/.server/auth/tokens.ts";
import type { Db } from "../../../app/.server/db/client.ts";
import { statementNameOf } from "../../../app/.server/operations/metrics/statement-names.ts";
import type { Runner } from "../load/players.ts";
import type { Case } from "./cases.ts";
import { SECRET } from "./direct-worker.ts";

/** What paths name: rows of a filled database. */
interface Named {
  username: string;
  result: string;
  snippet: string;
}

/** Pages that could be kept get a parameter that no kept page has, so that they are rendered. */
const pagesOfVisitors = ({ username, result }: Named) => [
  "/register?rendered",
  "/practice?rendered",
  "/race?rendered",
  "/achievements?rendered",
  "/forgot",
  "/api/docs?rendered",
  `/results/${result}/share.png`,
  `/u/${username}`,
];

const pagesOfPlayers = ({ username, result }: Named) => [
  "/",
  "/play",
  "/daily",
  "/achievements",
  "/leaderboard?scope=friends",
  "/practice",
  "/practice/insights",
  "/practice/texts",
  "/practice/texts/new",
  "/race",
  "/race/ratings",
  `/results/${result}`,
  `/results/${result}/share.png`,
  `/u/${username}`,
  "/friends",
  "/notifications",
  "/history.csv",
  "/settings",
  "/settings/address",
  "/settings/password",
  "/settings/sign-in",
  "/settings/devices",
  "/settings/preferences",
  "/settings/privacy",
  "/settings/export",
];

const callsOfPlayers = ({ username, result }: Named) => [
  "/api/achievements",
  "/api/user/profile",
  "/api/user/sessions",
  "/api/user/settings",
  "/api/user/identities",
  "/api/user/export",
  "/api/friends",
  "/api/blocks",
  "/api/notifications",
  "/api/typing/texts",
  "/api/typing/stats?language=PYTHON",
  "/api/typing/history",
  "/api/game/daily",
  `/api/game/result/${result}/replay`,
  "/api/leaderboard?scope=friends",
  "/api/leaderboard/me",
  "/api/races",
  "/api/races/ratings?language=PYTHON",
  `/api/users/${username}`,
];

const pagesOfStaff = ({ username, result, snippet }: Named, user: string) => [
  "/admin",
  `/admin/users?q=${username}`,
  `/admin/users/${user}`,
  "/admin/moderation?status=verified",
  `/admin/moderation/${result}`,
  "/admin/audit",
  "/admin/monitoring",
  "/admin/monitoring/database",
  `/admin/monitoring/statements/${encodeURIComponent(STATEMENT.name)}`,
  "/admin/snippets",
  `/admin/snippets/${snippet}`,
  "/admin/snippets/new",
  "/admin/snippets/import",
];

const callsOfStaff = ({ username, result }: Named) => [
  "/api/snippets",
  `/api/admin/users?q=${username}`,
  "/api/admin/results",
  `/api/admin/results/${result}/replay`,
  "/api/admin/audit",
  "/api/admin/metrics",
];

async function named(db: Db): Promise<Named> {
  const { rows } = await sql<Named>`
    SELECT users.username, result.id AS result, (SELECT id FROM code_snippets LIMIT 1) AS snippet
    FROM game_results result JOIN users ON users.id = result.user_id
    WHERE result.status = 'VERIFIED' AND users.is_active ORDER BY result.ended_at DESC LIMIT 1`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new Error("the database has no verified run");
  return row;
}

/** A statement as long as those of pages, as an isolate stores it. */
const STATEMENT = statementNameOf(`SELECT ${"username, display_name, ".repeat(200)} id FROM users`);

/** Makes a player an administrator, and signs a token that names the role: with any other a call asks the database for the role first. */
async function promoted(db: Db, { caller }: Runner): Promise<{ token: string }> {
  const { username } = await db
    .updateTable("users")
    .set({ role: "ADMIN" })
    .where("id", "=", caller.id)
    .returning("username")
    .executeTakeFirstOrThrow();
  const token = await signAccessToken({ ...caller, username, role: "ADMIN" }, SECRET, new Date());
  return { token };
}

/** @param staff a signed-in player, who becomes an administrator */
export async function farCases(db: Db, player: Runner, staff: Runner): Promise<Case[]> {
  const administrator = await promoted(db, staff);
  await db
    .insertInto("metric_statements")
    .values(STATEMENT)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const names = await named(db);
  const by = (whose: string, headers: Record<string, string>) => (path: string) => ({
    name: `\`${path.replace(/[0-9a-f]{8}-[0-9a-f-]+/, ":id").replace(names.username, ":username")}\`, ${whose}`,
    request: () => ({ method: "GET" as const, path, headers }),
    trips: 1.3,
  });
  const cookie = ({ token }: { token: string }) => ({ Cookie: `__Host-access=${token}` });
  const bearer = ({ token }: { token: string }) => ({ Authorization: `Bearer ${token}` });
  return [
    ...pagesOfVisitors(names).map(by("a visitor", {})),
    ...pagesOfPlayers(names).map(by("signed in", cookie(player))),
    ...callsOfPlayers(names).map(by("signed in", bearer(player))),
    ...pagesOfStaff(names, player.caller.id).map(by("administrator", cookie(administrator))),
    ...callsOfStaff(names).map(by("administrator", bearer(administrator))),
  ];
}
