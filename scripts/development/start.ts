/** `npm start`: prepares the database, builds the site and runs it under `wrangler dev`. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Supervised } from "../database/supervised.ts";
import { startCron } from "./cron.ts";
import { type StandIn, startStandIn, variablesOf } from "./identity-providers.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { launch, step, withCleanup } from "./steps.ts";

const started = performance.now();
const port = process.env.PORT ?? "8787";
const origin = `http://localhost:${port}`;
let database: Supervised | undefined;
let standIns: Record<"github" | "google", StandIn> | undefined;

/** Starts `wrangler dev` with variables and waits until the site is healthy. */
async function serve(url: string, variables: Record<string, string>) {
  const wrangler = launch(
    "wrangler",
    [
      ...["dev", "--port", port, "--show-interactive-dev-session=false"],
      ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ],
    {
      env: {
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: url,
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: url,
      },
    },
  );
  const ended = new Promise<never>((_, reject) => {
    wrangler.once("error", reject);
    wrangler.once("exit", (code) => reject(new Error(`wrangler dev ended with ${code}`)));
  });
  const ready = (async () => {
    while (
      !(await fetch(`${origin}/api/health`).then(
        (response) => response.ok,
        () => false,
      ))
    )
      await sleep(100);
  })();
  await Promise.race([ready, ended]);
  return { ended };
}

async function main() {
  const portInUse = await fetch(origin).then(
    () => true,
    () => false,
  );
  if (portInUse)
    throw new Error(
      `Port ${port} is in use. Stop what runs there, or choose another: PORT=8788 npm start`,
    );
  const prepared = await prepareDatabase();
  database = prepared.supervised;
  standIns = { github: await startStandIn("github"), google: await startStandIn("google") };
  const variables = variablesOf(standIns);
  const { ended } = await step("site (build and wrangler dev)", () =>
    serve(prepared.siteUrl, variables),
  );
  console.log(
    `\n  Pro Dev is up after ${((performance.now() - started) / 1000).toFixed(1)} s: ${origin}`,
  );
  console.log(
    `  Sign in as test@example.com with Demo1234!, or create an account. Its mails are at ${origin}/dev/mail.
  GitHub and Google are stand-ins. Ctrl-C stops it all.
`,
  );
  const stopCron = startCron(origin, console.error);
  await Promise.race([ended, prepared.supervised.failed]).finally(stopCron);
}

await withCleanup(main, async () => {
  await Promise.all(Object.values(standIns ?? {}).map((standIn) => standIn.stop()));
  if (!database) return;
  await database.stop();
  console.log("\n  Stopped. The data is kept.");
});
