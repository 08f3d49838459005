/** The cron job of `wrangler.toml`. */
import { sendDueMails } from "../app/.server/mail/service.ts";
import { runMaintenance } from "../app/.server/operations/maintenance/service.ts";
import type { Bindings } from "./env.ts";
import { connectThrough } from "./hyperdrive.ts";
import { describeError, log } from "./log.ts";
import { mailContextOf } from "./mail.ts";
import { recordStatement, storeNow } from "./metrics.ts";
import { requireSafeConfiguration } from "./middleware/configuration.ts";

/** Does a part of the work, and logs its report or its failure, which it returns: no part stops another. */
async function attempt(part: string, work: () => Promise<object>): Promise<unknown[]> {
  try {
    log("info", part, { ...(await work()) });
    return [];
  } catch (error) {
    log("error", part, describeError(error));
    return [error];
  }
}

export async function scheduled(_: ScheduledController, env: Bindings): Promise<void> {
  requireSafeConfiguration(env);
  const connection = connectThrough(env.DB);
  connection.usage.onStatement = (statement) => recordStatement(env, statement, null);
  const { db } = connection;
  try {
    // The mails first, because their links expire.
    const failures = [
      await attempt("mails", async () => ({
        mails_tried: await sendDueMails(db, mailContextOf(env)),
      })),
      await attempt("maintenance", () => runMaintenance(db)),
    ].flat();
    if (failures.length > 0) throw failures[0];
  } finally {
    await connection.close();
    await storeNow(env);
  }
}
