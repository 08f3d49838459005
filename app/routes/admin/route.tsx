/**
 * What every page of the administration has around it. It asks for nothing: each page's own statement
 * checks the role, and what stands here depends on the token alone.
 */
import type { LinksFunction } from "@remix-run/cloudflare";
import { NavLink, Outlet, useRouteLoaderData } from "@remix-run/react";
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

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export default function Admin() {
  const role = useRouteLoaderData<typeof rootLoader>("root")?.viewer?.role;
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
        <Outlet />
      </main>
    </div>
  );
}
