/** `npm run db:migrate`: migrates `DATABASE_URL`, or this checkout's own database. */
import { step, withCleanup } from "../development/steps.ts";
import { describeConversion, migrate } from "./migrations.ts";
import { developmentServer, type Server } from "./postgres.ts";
import { loginsWithoutKeptPlans } from "./site-login.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    server = await step("database", developmentServer);
    const { url } = server;
    const { converted, migrations, functions } = await step("migrations", () => migrate(url));
    const lines = [
      ...(converted ? [describeConversion(converted)] : []),
      ...migrations,
      ...functions.map((name) => `functions/${name}`),
    ];
    console.log(lines.length > 0 ? lines.map((line) => `  ${line}`).join("\n") : "  nothing to do");
    for (const login of await loginsWithoutKeptPlans(url))
      console.log(`  ${login} keeps no plans: see "Kept plans" in docs/operations.md`);
  },
  async () => server?.stop(),
);
