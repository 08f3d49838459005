/** `npm run db:migrate`: migrates `DATABASE_URL`, or this checkout's own database. */

import { step, withCleanup } from "../development/steps.ts";
import { migrate } from "./migrations.ts";
import { developmentServer, type Server } from "./postgres.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    server = await step("database", developmentServer);
    const { url } = server;
    const applied = await step("migrations", () => migrate(url));
    console.log(applied.length ? applied.map((name) => `  ${name}`).join("\n") : "  nothing to do");
  },
  async () => server?.stop(),
);
