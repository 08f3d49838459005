/** A player's dashboard. */
import type { Dashboard } from "../../../contracts/dashboard.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { dayOf, isoTime } from "../../db/time.ts";
import { inactiveAccount } from "../../errors.ts";
import { costliestKey } from "../../practice/keystrokes/insights.ts";
import { adviceFor } from "./advice.ts";
import { firstDay } from "./calendar.ts";
import { findDashboard } from "./queries.ts";

/** Trend and skills are computed from the latest results: those of years ago do not tell how somebody types now. */
const LATEST = 1_000;
/** The most points of the trend. */
const POINTS = 50;
/** The recent runs that advice is based on. */
const RECENT = 12;
/** The recent runs that are shown. */
const SHOWN = 6;

/** Returns the caller's progress, and advice what to do next. @throws `unauthenticated` */
export async function dashboard(db: Db, caller: Caller, now: Date): Promise<Dashboard> {
  const today = dayOf(now);
  const from = firstDay(today);
  const bounds = { latest: LATEST, points: POINTS, recent: RECENT, from, today, now };
  const row = await findDashboard(db, caller, bounds);
  if (!row) throw inactiveAccount();
  const { statistics, skills, days, dailies } = row;
  const recent = row.recent.map((run) => ({ ...run, ended_at: isoTime(run.ended_at) }));
  return {
    statistics,
    changes: row.changes,
    trend: row.trend.map((point) => ({
      ...point,
      first: isoTime(point.first),
      last: isoTime(point.last),
    })),
    skills,
    calendar: { from, today, days },
    recent: recent.slice(0, SHOWN),
    fingers: costliestKey(row.fingers),
    advice: adviceFor({ skills, recent, favorite: statistics.favorite_language, dailies }),
  };
}
