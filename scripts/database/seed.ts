/** `npm run seed [-- --production]`: seeds `DATABASE_URL`, or this checkout's own database. */
import { seedDevelopment, seedProduction } from "../../seed/index.ts";
import { step, withCleanup } from "../development/steps.ts";
import { developmentServer, type Server } from "./postgres.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    server = await step("database", developmentServer);
    const { url } = server;
    if (process.argv.includes("--production"))
      await step("production data", () => seedProduction(url));
    else await step("development data", () => seedDevelopment(url));
  },
  async () => server?.stop(),
);
