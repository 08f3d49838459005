/** The cron job of `wrangler.toml`. */
import { connect } from "../app/.server/db/client.ts";
import { sendDueMails } from "../app/.server/mail/service.ts";
import { runMaintenance } from "../app/.server/operations/maintenance/service.ts";
import type { Bindings } from "./env.ts";
import { log } from "./log.ts";
import { mailContextOf } from "./mail.ts";
import { recordStatement, storeNow } from "./metrics.ts";
import { requireSafeConfiguration } from "./middleware/configuration.ts";

export async function scheduled(_: ScheduledController, env: Bindings): Promise<void> {
  requireSafeConfiguration(env);
  const connection = connect(env.DB.connectionString);
  connection.usage.onStatement = (statement) => recordStatement(env, statement, null);
  try {
    const report = await runMaintenance(connection.db);
    const mails_tried = await sendDueMails(connection.db, mailContextOf(env));
    log("info", "maintenance", { ...report, mails_tried });
  } finally {
    await connection.close();
    await storeNow(env);
  }
}
