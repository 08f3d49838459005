/** `npm run db:up`: starts only the database, migrated and seeded, for `npx wrangler dev`. Runs until Ctrl-C. */
import { prepareDatabase } from "../development/prepare-database.ts";
import { withCleanup } from "../development/steps.ts";
import { PREFERRED_PORT, type Server } from "./postgres.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    const prepared = await prepareDatabase();
    server = prepared.server;
    console.log(`\n  ${server.url} to migrate and to look, ${prepared.siteUrl} as the site\n`);
    if (server.port !== PREFERRED_PORT) {
      console.log("  That is not where wrangler.toml looks. Before `npx wrangler dev`, set");
      console.log(`  CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB=${prepared.siteUrl}`);
      console.log(
        `  CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED=${prepared.siteUrl}\n`,
      );
    }
    await new Promise(() => setInterval(() => {}, 1 << 30));
  },
  async () => server?.stop(),
);
