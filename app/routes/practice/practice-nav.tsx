/** The pages of practice. */
import { NavLink } from "@remix-run/react";

const PAGES = [
  ["/practice", "Drill"],
  ["/practice/insights", "Insights"],
  ["/practice/texts", "Own texts"],
] as const;

export function PracticeNav() {
  return (
    <nav aria-label="Practice" className="practice-nav">
      {PAGES.map(([to, name]) => (
        <NavLink key={to} to={to} end={to === "/practice"} className="chip">
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
