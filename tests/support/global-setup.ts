/**
 * Vitest's global setup: starts one PostgreSQL for all tests, with the template database that each test file
 * copies, and PgBouncer before it, where it is installed.
 */
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/database/migrations.ts";
import { findPgbouncer } from "../../scripts/database/pgbouncer.ts";
import { startPooler } from "../../scripts/database/pooler.ts";
import { temporaryServer } from "../../scripts/database/postgres.ts";
import { createSiteLogin, SITE_LOGIN } from "../../scripts/database/site-login.ts";
import { seedProduction } from "../../seed/index.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server's URL as its owner, without the name of a database. */
    databaseServer: string;
    /** The port of the pooler that the Worker connects to instead of the server; 0 without a pooler. */
    pooler: number;
  }
}

/** The databases that tests copy: with the schema alone, and with the snippets and the achievements as well. */
export const TEMPLATES = { migrated: "template_migrated", seeded: "template_seeded" } as const;

/**
 * Replaces `random()` for the site's login, in the seeded template and its copies: it draws the same numbers in each
 * database, one after another, so that no test depends on luck.
 */
const FIXED_DRAWS = `
  CREATE SCHEMA fixed_draws;
  CREATE SEQUENCE fixed_draws.draws;
  CREATE FUNCTION fixed_draws.random() RETURNS float8
    RETURN hashint8(nextval('fixed_draws.draws'))::float8 / 2 ^ 32 + 0.5;
  GRANT USAGE ON SCHEMA fixed_draws TO prodev_app;
  GRANT USAGE ON SEQUENCE fixed_draws.draws TO prodev_app`;

interface Servers {
  /** The server's URL without the name of a database. */
  address: string;
  poolerPort: number;
  stop(): Promise<void>;
}

async function startServers(): Promise<Servers> {
  const server = await temporaryServer();
  const address = server.url.slice(0, server.url.lastIndexOf("/") + 1);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATES.migrated}`);
  await migrate(address + TEMPLATES.migrated);
  await client.query(`CREATE DATABASE ${TEMPLATES.seeded} TEMPLATE ${TEMPLATES.migrated}`);
  await client.end();
  await seedProduction(address + TEMPLATES.seeded);
  await createSiteLogin(server.url);
  const template = new pg.Client({ connectionString: address + TEMPLATES.seeded });
  await template.connect();
  await template.query(FIXED_DRAWS);
  // A schema before `pg_catalog` comes first. Databases without it are not affected.
  const [login] = Object.keys(SITE_LOGIN);
  await template.query(`ALTER ROLE ${login} SET search_path = fixed_draws, pg_catalog, public`);
  await template.end();
  const pgbouncer = findPgbouncer();
  const pooler = pgbouncer ? await startPooler(pgbouncer, server.port, SITE_LOGIN) : undefined;
  const stop = async () => {
    await pooler?.stop();
    await server.stop();
  };
  return { address, poolerPort: pooler?.port ?? 0, stop };
}

/** What the projects of one run share. Vitest loads this file once for each project, so it is a global. */
const shared = globalThis as { testServers?: { users: number; started: Promise<Servers> } };

export default async function setup(project: TestProject) {
  shared.testServers ??= { users: 0, started: startServers() };
  const { testServers } = shared;
  testServers.users += 1;
  const { address, poolerPort, stop } = await testServers.started;
  project.provide("databaseServer", address);
  project.provide("pooler", poolerPort);
  return async () => {
    testServers.users -= 1;
    if (testServers.users > 0) return;
    delete shared.testServers;
    await stop();
  };
}
