/** What the cron of `wrangler.toml` starts. */
import { connect } from "../app/.server/db/client.ts";
import { upkeep } from "../app/.server/upkeep/service.ts";
import type { Bindings } from "./env.ts";
import { requireSafeConfiguration } from "./middleware/configuration.ts";

export async function scheduled(_: ScheduledController, env: Bindings): Promise<void> {
  requireSafeConfiguration(env);
  const connection = connect(env.DB.connectionString);
  try {
    const done = await upkeep(connection.db);
    console.log(JSON.stringify({ level: "info", event: "upkeep", ...done }));
  } finally {
    await connection.close();
  }
}
