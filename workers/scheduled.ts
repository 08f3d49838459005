/** The cron job of `wrangler.toml`. */
import { connect } from "../app/.server/db/client.ts";
import { runMaintenance } from "../app/.server/operations/maintenance/service.ts";
import type { Bindings } from "./env.ts";
import { log } from "./log.ts";
import { recordStatement, storeNow } from "./metrics.ts";
import { requireSafeConfiguration } from "./middleware/configuration.ts";

export async function scheduled(_: ScheduledController, env: Bindings): Promise<void> {
  requireSafeConfiguration(env);
  const connection = connect(env.DB.connectionString);
  connection.usage.onStatement = (statement) => recordStatement(env, statement, null);
  try {
    const report = await runMaintenance(connection.db);
    log("info", "maintenance", { ...report });
  } finally {
    await connection.close();
    await storeNow(env);
  }
}
