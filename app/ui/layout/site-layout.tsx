/** The layout around every page: skip link, header and footer. The game hides it while a run is played. */
import { Form, Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Role } from "../../contracts/account.ts";
import { submitOnce } from "../forms/submit-once.ts";
import { Logo } from "./logo.tsx";

export interface SiteViewer {
  username: string;
  role: Role;
}

/** The id of the account menu, a popover: React's types do not know its attributes yet, so they are spread. */
const MENU = "account-menu";
const closeMenu = () => document.getElementById(MENU)?.hidePopover?.();

function Account({ viewer }: { viewer: SiteViewer | null }) {
  if (!viewer) {
    return (
      <div className="account">
        <Link to="/login" className="button button-quiet">
          Sign in
        </Link>
        <Link to="/register" className="button">
          Create account
        </Link>
      </div>
    );
  }
  return (
    <div className="account">
      {/* `late-parts.tsx` puts the bell here. */}
      <span id="bell" />
      <button type="button" className="account-name" {...{ popovertarget: MENU }}>
        <span className="sr-only">Signed in as </span>
        <span className="truncate">{viewer.username}</span>
      </button>
      <div id={MENU} className="account-menu" {...{ popover: "auto" }}>
        <nav aria-label="Account">
          {[
            ["/history", "Your runs"],
            ["/friends", "Friends"],
            ["/achievements", "Achievements"],
            [`/u/${viewer.username}`, "Public page"],
            ["/settings", "Settings"],
          ].map(([to = "", name]) => (
            <NavLink key={to} to={to} onClick={closeMenu}>
              {name}
            </NavLink>
          ))}
        </nav>
        {/* As a document, so that nothing of this one stays in memory, and Back asks the server. */}
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" {...submitOnce(false)}>
            Sign out
          </button>
        </Form>
      </div>
    </div>
  );
}

function Header({ viewer }: { viewer: SiteViewer | null }) {
  return (
    <header className="header">
      <Link to="/" className="header-logo">
        <Logo />
        <span className="sr-only"> start page</span>
      </Link>
      <nav aria-label="Main" className="header-nav">
        <NavLink to="/play">Play</NavLink>
        <NavLink to="/race">Race</NavLink>
        <NavLink to="/practice">Practice</NavLink>
        <NavLink to="/daily">Daily</NavLink>
        <NavLink to="/leaderboard">Leaderboard</NavLink>
        {viewer && <NavLink to="/dashboard">Dashboard</NavLink>}
        {viewer && viewer.role !== "PLAYER" && (
          <NavLink to={viewer.role === "ADMIN" ? "/admin" : "/admin/moderation"}>Admin</NavLink>
        )}
      </nav>
      <Account viewer={viewer} />
    </header>
  );
}

function Footer() {
  return (
    <footer className="footer">
      <p>
        <Logo /> <span className="footer-line">Ship fixes, one token at a time.</span>
      </p>
      <nav aria-label="Footer">
        <Link to="/achievements">Achievements</Link>
        {/* Plain links: client-side navigation does not lead into the API. */}
        <a href="/api/docs">API docs</a>
        <a href="/api/openapi.json">OpenAPI</a>
        {/* `late.tsx` puts the offer to install the site here. */}
        <span id="install" />
      </nav>
    </footer>
  );
}

export function SiteLayout({
  viewer,
  children,
}: {
  viewer: SiteViewer | null;
  children: ReactNode;
}) {
  return (
    <div className="site">
      <a href="#content" className="skip button button-primary">
        Skip to the content
      </a>
      <Header viewer={viewer} />
      <div id="content" tabIndex={-1} className="site-content">
        {children}
      </div>
      <Footer />
    </div>
  );
}
