/** What `npm start` and `npm run db:up` have in common. */

import { seedDevelopment } from "../../seed/index.ts";
import { describeConverted, migrate } from "../database/migrations.ts";
import { developmentServer, type Server } from "../database/postgres.ts";
import { admitSite } from "../database/site-login.ts";
import { step } from "./steps.ts";

/**
 * A running database, migrated, with the development data in it.
 *
 * @returns the server, and how the site connects: to a database of ours by its own login,
 *   to one that `DATABASE_URL` names as that says
 */
export async function prepareDatabase(): Promise<{ server: Server; siteUrl: string }> {
  const server = await step("database", developmentServer);
  const { converted } = await step("migrations", () => migrate(server.url));
  if (converted) console.log(`✓ ${describeConverted(converted)}`);
  await step("development data", () => seedDevelopment(server.url));
  const siteUrl = process.env.DATABASE_URL ?? (await admitSite(server.url));
  return { server, siteUrl };
}
