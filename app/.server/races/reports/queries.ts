/** The SQL of reports. */
import { sql } from "kysely";
import { z } from "zod";
import type { RaceReport } from "../../../contracts/race.ts";
import { activeUserLock, type Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";

const reportedRowSchema = z.strictObject({
  outcome: z.enum([
    "reported",
    "no_race",
    "no_racer",
    "is_self",
    "not_reportable",
    "too_many_reports",
  ]),
  /** The seconds until the next report fits; 0 when this one did. */
  wait: z.int(),
});
export type ReportedRow = z.infer<typeof reportedRowSchema>;

/** Reports a racer; undefined when the caller may not act. */
export async function insertReport(
  db: Db,
  caller: Caller,
  code: string,
  { racer, reason }: RaceReport,
  limits: { most: number; seconds: number },
): Promise<ReportedRow | undefined> {
  const statement = sql`
    WITH caller AS MATERIALIZED (${activeUserLock(caller)})
    SELECT report.* FROM caller CROSS JOIN LATERAL report_racer(
      caller.id, ${code}, ${racer}, ${reason}, ${limits.most}, ${limits.seconds}) report`;
  const [row] = await selectRows(db, reportedRowSchema, statement);
  return row;
}
