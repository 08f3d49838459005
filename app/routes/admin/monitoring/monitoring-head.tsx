/** The head of the pages of monitoring: links to them and to periods, and the time of the figures. */
import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Metrics, Window } from "../../../contracts/metrics.ts";
import { exactly } from "../../../ui/text/format.ts";
import { PageHead } from "../shared/page-head.tsx";

const PAGES = [
  ["/admin/monitoring", "Site"],
  ["/admin/monitoring/database", "Database"],
] as const;

const WINDOW_NAMES: Record<Window, string> = { "15m": "15 min", "1h": "1 h", "24h": "24 h" };

const Windows = ({ chosen }: { chosen: Window }) => (
  <nav aria-label="How far back">
    <ul className="flex flex-wrap gap-2">
      {(Object.entries(WINDOW_NAMES) as [Window, string][]).map(([window, name]) => (
        <li key={window}>
          <Link
            to={`?window=${window}`}
            className="chip"
            aria-current={window === chosen ? "true" : undefined}
            preventScrollReset
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

type Props = Pick<Metrics, "window" | "generated_at"> & {
  title: ReactNode;
  /** Stands after the time. */
  children?: ReactNode;
};

export function MonitoringHead({ title, window, generated_at, children }: Props) {
  const { search } = useLocation();
  return (
    <>
      <nav aria-label="Monitoring" className="flex flex-wrap gap-2">
        {PAGES.map(([to, name]) => (
          <NavLink key={to} to={`${to}?window=${window}`} end className="chip">
            {name}
          </NavLink>
        ))}
      </nav>
      <PageHead
        title={title}
        text={
          <>
            As of {exactly(generated_at)}, some seconds behind. {children}
          </>
        }
      >
        <Windows chosen={window} />
        <Link to={{ search }} className="chip" preventScrollReset>
          Refresh
        </Link>
      </PageHead>
    </>
  );
}
