/** Takes the statistics of keys out of the end of a game, to measure what they cost. */
import { sql } from "kysely";
import type { Db } from "../../../app/.server/db/client.ts";

/**
 * Runs `work` while `add_keystrokes` does nothing, and puts the function back.
 *
 * @param owner a connection that may replace functions
 */
export async function withoutKeystrokes<Result>(owner: Db, work: () => Promise<Result>) {
  const { rows } = await sql<{ definition: string }>`
    SELECT pg_get_functiondef('add_keystrokes'::regproc) AS definition`.execute(owner);
  const definition = rows[0]?.definition ?? "";
  const idle = definition.replace(
    /AS \$function\$[\s\S]*\$function\$/,
    "AS $function$ BEGIN RETURN true; END; $function$",
  );
  if (idle === definition) throw new Error("add_keystrokes is defined in another way");
  await sql.raw(idle).execute(owner);
  try {
    return await work();
  } finally {
    await sql.raw(definition).execute(owner);
  }
}
