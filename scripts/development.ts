/** What `npm start` and `npm run db:up` have in common. */
import { seedDevelopment } from "../seed/index.ts";
import { migrate } from "./migrations.ts";
import { developmentServer, type Server } from "./postgres.ts";
import { step } from "./steps.ts";

/** A running database, migrated, with the development data in it. */
export async function prepareDatabase(): Promise<Server> {
  const server = await step("database", developmentServer);
  await step("migrations", () => migrate(server.url));
  await step("development data", () => seedDevelopment(server.url));
  return server;
}
