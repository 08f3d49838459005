/** Prepares the development database for `npm start` and `npm run db:up`. */
import { seedDevelopment } from "../../seed/index.ts";
import { describeConversion, migrate } from "../database/migrations.ts";
import { developmentData, developmentServer, type Server } from "../database/postgres.ts";
import { createSiteLogin } from "../database/site-login.ts";
import { type Supervised, supervise } from "../database/supervised.ts";
import { step } from "./steps.ts";

/**
 * Starts the development database, migrates it and inserts the development data. Starts it again when it ends.
 *
 * @returns the server, its supervision, and the URL by which the site connects: `DATABASE_URL` itself where it is set,
 *   otherwise with the site's own login
 */
export async function prepareDatabase(): Promise<{
  server: Server;
  supervised: Supervised;
  siteUrl: string;
}> {
  const server = await step("database", developmentServer);
  const supervised = supervise(server, developmentData());
  const { converted } = await step("migrations", () => migrate(server.url));
  if (converted) console.log(`✓ ${describeConversion(converted)}`);
  await step("development data", () => seedDevelopment(server.url));
  const siteUrl = process.env.DATABASE_URL ?? (await createSiteLogin(server.url));
  return { server, supervised, siteUrl };
}
