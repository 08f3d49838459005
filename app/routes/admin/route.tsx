/**
 * The layout of the administration: its navigation and the notice of the last action. It loads nothing. Each
 * page's own statement checks the role; the layout only reads the role from the access token.
 */
import type { LinksFunction } from "@remix-run/cloudflare";
import { NavLink, Outlet, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { Flash } from "../../contracts/flash.ts";
import type { loader as rootLoader } from "../../root.tsx";
import styles from "../../styles/admin.css?url";

const FOR_MODERATORS = "/admin/moderation";

const PAGES: [to: string, name: string][] = [
  ["/admin", "Overview"],
  ["/admin/users", "Users"],
  [FOR_MODERATORS, "Moderation"],
  ["/admin/snippets", "Snippets"],
  ["/admin/monitoring", "Monitoring"],
  ["/admin/audit", "Audit"],
];

/** The texts of the notices that the actions of these pages leave. */
const NOTICES: Partial<Record<Flash["code"], string>> = {
  account_changed: "Done, and written down.",
  run_verified: "Verified. Boards and statistics have it.",
  run_voided: "Voided. Boards and statistics are without it.",
};

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export default function Admin() {
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const role = root?.viewer?.role;
  const notice = root?.flash && NOTICES[root.flash.code];
  const { key } = useLocation();
  const pages = role === "ADMIN" ? PAGES : PAGES.filter(([to]) => to === FOR_MODERATORS);
  return (
    <div className="admin">
      <nav aria-label="Administration" className="admin-nav">
        <ul>
          {pages.map(([to, name]) => (
            <li key={to}>
              <NavLink to={to} end={to === "/admin"}>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main className="admin-page">
        <p role="status" className="admin-said">
          {notice && <span key={key}>{notice}</span>}
        </p>
        <Outlet />
      </main>
    </div>
  );
}
