import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { dashboard } from "../../.server/progress/dashboard/service.ts";
import styles from "../../styles/dashboard.css?url";
import { Calendar } from "../../ui/chart/calendar.tsx";
import { whole } from "../../ui/text/format.ts";
import { plural } from "../../ui/text/plural.ts";
import { requireViewer } from "../shared/authentication.ts";
import { unwrap } from "../shared/responses.ts";
import { RunTable } from "../shared/run-table.tsx";
import { AdviceList } from "./advice.tsx";
import { WhatChanged } from "./changes.tsx";
import { Fingers } from "./fingers.tsx";
import { PersonalBests } from "./personal-bests.tsx";
import { SkillTable } from "./skill-table.tsx";
import { Trend } from "./trend.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [
  { title: "Dashboard · Pro Dev" },
  { name: "description", content: "How you type, how that changes, and what to do next." },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { db, now } = context;
  return {
    ...(await unwrap(request, context, dashboard(db, viewer, now))),
    name: viewer.username,
    now: now.toISOString(),
  };
}

function RecentRuns() {
  const { recent, now } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="recent">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="recent">Recent runs</h2>
        <Link to="/history" className="link">
          All of them
        </Link>
      </div>
      <RunTable runs={recent} now={now} />
    </section>
  );
}

/** Shown before the first run. */
function EmptyDashboard() {
  const { advice, calendar, fingers } = useLoaderData<typeof loader>();
  return (
    <>
      <AdviceList advice={advice} />
      {fingers && <Fingers fingers={fingers} />}
      <section className="card" aria-label="Activity">
        <Calendar title="53 weeks, all of them free (UTC)" {...calendar} />
      </section>
    </>
  );
}

function FullDashboard() {
  const { advice, calendar, changes, fingers, recent, skills, statistics, trend } =
    useLoaderData<typeof loader>();
  const runs = calendar.days.reduce((sum, day) => sum + day.runs, 0);
  return (
    <>
      {statistics.total_games > 0 && (
        <PersonalBests statistics={statistics} today={calendar.today} />
      )}
      {changes.last && <WhatChanged changes={changes} />}
      <div className="dashboard-top">
        {trend.length > 0 ? (
          <Trend trend={trend} />
        ) : (
          <section className="card">
            <p className="font-mono font-bold">None of your runs counts yet.</p>
            <p className="mt-2 text-dim">
              {recent.some(({ status }) => status === "PENDING")
                ? "Yours are being checked, and this fills when they are through. Most are in ten minutes."
                : "Practice and rematches count for nothing. Play one that does, and this fills."}
            </p>
          </section>
        )}
        <AdviceList advice={advice} />
      </div>
      <Fingers fingers={fingers} />
      <section className="card" aria-label="Activity">
        <Calendar
          title={`${whole(runs)} ${plural(runs, "run")} in 53 weeks (days are UTC)`}
          {...calendar}
        />
      </section>
      {skills.length > 0 && <SkillTable skills={skills} />}
      {recent.length > 0 && <RecentRuns />}
    </>
  );
}

export default function DashboardPage() {
  const { recent, name } = useLoaderData<typeof loader>();
  return (
    <main className="column dashboard">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1>Dashboard</h1>
          <p className="mt-3 text-dim">
            {recent.length > 0 ? "How you type, and how that changes." : "Nothing measured yet."}
          </p>
        </div>
        <Link to={`/u/${name}`} className="link">
          Your public page
        </Link>
      </header>
      {recent.length > 0 ? <FullDashboard /> : <EmptyDashboard />}
    </main>
  );
}
