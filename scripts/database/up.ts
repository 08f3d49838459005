/** `npm run db:up`: starts only the database, migrated and seeded, for `npx wrangler dev`. Runs until Ctrl-C. */
import { prepareDatabase } from "../development/prepare-database.ts";
import { withCleanup } from "../development/steps.ts";
import { PREFERRED_PORT } from "./postgres.ts";
import type { Supervised } from "./supervised.ts";

let database: Supervised | undefined;
await withCleanup(
  async () => {
    const { server, supervised, siteUrl } = await prepareDatabase();
    database = supervised;
    console.log(`\n  ${server.url} to migrate and to look, ${siteUrl} as the site\n`);
    if (server.port !== PREFERRED_PORT) {
      console.log("  That is not where wrangler.toml looks. Before `npx wrangler dev`, set");
      console.log(`  CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB=${siteUrl}`);
      console.log(`  CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED=${siteUrl}\n`);
    }
    const waiting = setInterval(() => {}, 1 << 30);
    await supervised.failed.finally(() => clearInterval(waiting));
  },
  async () => database?.stop(),
);
