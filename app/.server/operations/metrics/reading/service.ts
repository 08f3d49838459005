/** Reads metrics for administrators. Each function is one round trip. */
import type {
  DatabaseMetrics,
  Metrics,
  MetricsQuery,
  SiteMetrics,
  StatementMetrics,
  TableFigures,
} from "../../../../contracts/metrics.ts";
import type { Caller } from "../../../auth/authorization/queries.ts";
import { assertHasRole } from "../../../auth/authorization/service.ts";
import type { Viewer } from "../../../auth/tokens.ts";
import type { Db } from "../../../db/client.ts";
import { isoTime } from "../../../db/time.ts";
import { DomainError } from "../../../errors.ts";
import type { RacesNow } from "../../../races/lobby.ts";
import { alertsIn } from "../../alerts/rules.ts";
import { isStatementName } from "../statement-names.ts";
import { cachesIn, mailsIn, queriesIn, racesIn, requestsIn, routesIn, spanOf } from "./figures.ts";
import {
  type Found,
  findDatabaseMetrics,
  findMetrics,
  findSiteMetrics,
  findStatementMetrics,
  type SitePart,
} from "./queries.ts";

/** Asks the lobby how many races there are; null when it does not answer. */
type AskRaces = () => Promise<RacesNow | null>;

/** A caller, and the role that the access token tells. */
type CallerWithRole = Caller & Pick<Viewer, "role">;

/**
 * Returns a function that awaits the lobby's answer. The lobby may be as far away as the database, so it is asked at the same time if the access
 * token says that the caller has the role; and afterwards by a caller who was given the role since the token was issued.
 */
function lobbyAnswer({ role }: CallerWithRole, askRaces: AskRaces): AskRaces {
  const early = role === "ADMIN" ? askRaces() : undefined;
  return () => early ?? askRaces();
}

/** What every reading says of its window. */
const spanFacts = ({ window }: MetricsQuery, since: Date, now: Date) => ({
  generated_at: now.toISOString(),
  window,
  since: since.toISOString(),
});

const sumOfBytes = (tables: readonly TableFigures[]) =>
  tables.reduce((sum, { bytes }) => sum + bytes, 0);

const timeOrNull = (time: string | null) => (time === null ? null : isoTime(time));

/** The figures of the site, and the alerts, whose rules also read every statement and table. */
function siteFigures(
  found: Found<SitePart>,
  tables: readonly TableFigures[],
  query: MetricsQuery,
  since: Date,
  now: Date,
  races: RacesNow | null,
): SiteMetrics {
  const figures = {
    ...spanFacts(query, since, now),
    requests: requestsIn(found, query.window, since),
    routes: routesIn(found),
    connections: found.connections,
    caches: cachesIn(found, since),
    races: racesIn(found, races),
    mails: mailsIn(found),
    maintenance_at: timeOrNull(found.maintenance_at),
  };
  const alerts = alertsIn({ ...figures, queries: queriesIn(found), tables });
  return { ...figures, alerts };
}

/**
 * Returns all metrics of the site and its database.
 *
 * @throws `unauthenticated`, `forbidden`
 */
export async function metrics(
  db: Db,
  viewer: CallerWithRole,
  query: MetricsQuery,
  now: Date,
  askRaces: AskRaces,
): Promise<Metrics> {
  const span = spanOf(query.window, now);
  const races = lobbyAnswer(viewer, askRaces);
  const found = await findMetrics(db, viewer, span);
  assertHasRole(found.has_role);
  const texts = new Map(found.texts.map(({ name, text }) => [name, text]));
  const textOf = (name: string) => texts.get(name) ?? null;
  return {
    ...siteFigures(found, found.tables, query, span.since, now, await races()),
    queries: queriesIn(found).map((figures) => ({ ...figures, statement: textOf(figures.name) })),
    slow_queries: found.slow.map((slow) => ({
      ...slow,
      occurred_at: isoTime(slow.occurred_at),
      statement: textOf(slow.name),
    })),
    database_bytes: sumOfBytes(found.tables),
    statistics_since: timeOrNull(found.blocks.since),
    tables: found.tables,
    indexes: found.indexes,
  };
}

/**
 * Returns the metrics of requests, mails and races, and the alerts of all rules.
 *
 * @throws `unauthenticated`, `forbidden`
 */
export async function siteMetrics(
  db: Db,
  viewer: CallerWithRole,
  query: MetricsQuery,
  now: Date,
  askRaces: AskRaces,
): Promise<SiteMetrics> {
  const span = spanOf(query.window, now);
  const races = lobbyAnswer(viewer, askRaces);
  const found = await findSiteMetrics(db, viewer, span);
  assertHasRole(found.has_role);
  return siteFigures(found, found.table_sizes, query, span.since, now, await races());
}

/**
 * Returns the metrics of statements and of the database, without texts and plans.
 *
 * @throws `unauthenticated`, `forbidden`
 */
export async function databaseMetrics(
  db: Db,
  caller: Caller,
  query: MetricsQuery,
  now: Date,
): Promise<DatabaseMetrics> {
  const span = spanOf(query.window, now);
  const found = await findDatabaseMetrics(db, caller, { ...span, only: { kind: "query" } });
  assertHasRole(found.has_role);
  const { connections, table_sizes: tables, unused_indexes } = found;
  return {
    ...spanFacts(query, span.since, now),
    queries: queriesIn(found),
    slow_queries: found.slow_times.map(({ occurred_at, ...slow }) => ({
      occurred_at: isoTime(occurred_at),
      ...slow,
    })),
    connections,
    tables,
    unused_indexes,
    database_bytes: sumOfBytes(tables),
    statistics_since: timeOrNull(found.blocks.since),
  };
}

/**
 * Returns the text and the metrics of one statement, and its slow calls with their plans.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`
 */
export async function statementMetrics(
  db: Db,
  caller: Caller,
  name: string,
  query: MetricsQuery,
  now: Date,
): Promise<StatementMetrics> {
  const span = spanOf(query.window, now);
  // No statement has an empty name. It is looked up all the same, because the statement checks the role.
  const only = { kind: "query", name: isStatementName(name) ? name : "" } as const;
  const found = await findStatementMetrics(db, caller, { ...span, only });
  assertHasRole(found.has_role);
  const text = found.texts[0]?.text ?? null;
  const figures = queriesIn(found)[0] ?? null;
  if (text === null && figures === null && found.slow.length === 0) {
    throw new DomainError("not_found", "No statement of this name was measured lately");
  }
  return {
    ...spanFacts(query, span.since, now),
    name,
    statement: text,
    figures,
    slow_calls: found.slow.map(({ occurred_at, name: _, ...call }) => ({
      occurred_at: isoTime(occurred_at),
      ...call,
    })),
  };
}
