/** The rules of reports: who can be reported, and how often. */
import { MOST_REPORTS_AN_HOUR, type RaceReport } from "../../../contracts/race.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import type { RaceContext } from "../service.ts";
import { insertReport, type ReportedRow } from "./queries.ts";

const HOUR_SECONDS = 3_600;

const refusedRacer = (message: string) =>
  new DomainError("validation_failed", message, { errors: [{ path: "racer", message }] });

/** Returns the error of a report that was not stored. */
function refusalOf({ outcome, wait }: ReportedRow): DomainError | undefined {
  switch (outcome) {
    case "reported":
      return undefined;
    case "no_race":
      return new DomainError("not_found", "There is no such race");
    case "no_racer":
      return refusedRacer("Nobody raced under this number");
    case "is_self":
      return refusedRacer("That is you");
    case "not_reportable":
      return new DomainError("not_reportable", "No run of this racer is stored");
    case "too_many_reports":
      return new DomainError(
        "too_many_reports",
        `${MOST_REPORTS_AN_HOUR} reports an hour are all that anybody can send`,
        { retryAfter: wait },
      );
  }
}

/**
 * Reports a racer of a race that is over; once, also when it is called again. Anybody with an account may, because such a
 * race is public. Guests cannot be reported: their runs count for nothing, and their names are from a list.
 *
 * @throws `unauthenticated`, `not_found`, `race_not_over`, `not_reportable`, `too_many_reports`, `validation_failed`
 */
export async function reportRacer(
  { db, rooms }: Pick<RaceContext, "db" | "rooms">,
  caller: Caller,
  code: string,
  report: RaceReport,
): Promise<void> {
  const limits = { most: MOST_REPORTS_AN_HOUR, seconds: HOUR_SECONDS };
  const row = await insertReport(db, caller, code, report, limits);
  if (!row) throw inactiveAccount();
  // What is not stored yet may be in a room.
  if (row.outcome === "no_race" && (await rooms(code).view())) {
    throw new DomainError("race_not_over", "Racers can be reported when the race is over");
  }
  const refusal = refusalOf(row);
  if (refusal) throw refusal;
}
