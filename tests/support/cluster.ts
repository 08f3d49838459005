/** One PostgreSQL for all tests, with a template database that each file copies. */
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/database/migrations.ts";
import { startPooler } from "../../scripts/database/pooler.ts";
import { temporaryServer } from "../../scripts/database/postgres.ts";
import { admitSite, SITE_LOGIN } from "../../scripts/database/site-login.ts";
import { seedProduction } from "../../seed/index.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server's address without a database's name, as its owner. */
    databaseServer: string;
    /** The port of the pooler that the Worker connects to instead; 0 without one. */
    pooler: number;
  }
}

export const TEMPLATE = "template_seeded";

export default async function setup(project: TestProject) {
  const server = await temporaryServer();
  const address = server.url.slice(0, server.url.lastIndexOf("/") + 1);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(address + TEMPLATE);
  await seedProduction(address + TEMPLATE);
  await admitSite(server.url);
  project.provide("databaseServer", address);
  const pooler = process.env.TEST_POOLER
    ? await startPooler(process.env.TEST_POOLER, server.port, SITE_LOGIN)
    : undefined;
  project.provide("pooler", pooler?.port ?? 0);
  return async () => {
    await pooler?.stop();
    await server.stop();
  };
}
