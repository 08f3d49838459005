/** What the dashboard shows. */
import type { Dashboard } from "../../../contracts/dashboard.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { dayOf, isoTime } from "../../db/time.ts";
import { inactiveAccount } from "../../errors.ts";
import { adviceFor } from "./advice.ts";
import { firstDay } from "./calendar.ts";
import { findDashboard } from "./queries.ts";

/** Trend and skills are of the latest results: what somebody was years ago is not how they type. */
const LATEST = 1_000;
const POINTS = 50;
const RECENT = 12;
const SHOWN = 6;

/** A player's progress and what to do next. @throws `unauthenticated` */
export async function dashboard(db: Db, caller: Caller, now: Date): Promise<Dashboard> {
  const today = dayOf(now);
  const from = firstDay(today);
  const bounds = { latest: LATEST, points: POINTS, recent: RECENT, from, today };
  const found = await findDashboard(db, caller, bounds);
  if (!found) throw inactiveAccount();
  const { statistics, skills, days, dailies } = found;
  const recent = found.recent.map((run) => ({ ...run, ended_at: isoTime(run.ended_at) }));
  return {
    statistics,
    trend: found.trend.map((point) => ({
      ...point,
      first: isoTime(point.first),
      last: isoTime(point.last),
    })),
    skills,
    calendar: { from, today, days },
    recent: recent.slice(0, SHOWN),
    advice: adviceFor({ skills, recent, favorite: statistics.favorite_language, dailies }),
  };
}
