/** What every page of the settings has around it: the way to the others, its title. */
import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import styles from "../../styles/settings.css?url";

const PAGES: [to: string, name: string][] = [
  ["/settings", "Profile"],
  ["/settings/password", "Password"],
  ["/settings/devices", "Devices"],
  ["/settings/preferences", "Preferences"],
  ["/settings/privacy", "Privacy and data"],
];

export const links = () => [{ rel: "stylesheet", href: styles }];

export const settingsMeta = (page: string) => [{ title: `${page} · Settings · Pro Dev` }];

interface FrameProps {
  title: string;
  text: ReactNode;
  children: ReactNode;
}

export function SettingsLayout({ title, text, children }: FrameProps) {
  return (
    <main className="column settings">
      <nav aria-labelledby="settings-nav" className="settings-nav">
        <p id="settings-nav" className="eyebrow">
          Settings
        </p>
        <ul>
          {PAGES.map(([to, name]) => (
            <li key={to}>
              <NavLink to={to} end>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-page">
        <h1>{title}</h1>
        <p className="settings-text">{text}</p>
        {children}
      </div>
    </main>
  );
}

interface SheetProps {
  /** What the file is called. Decoration. */
  file: string;
  children: ReactNode;
}

export function Sheet({ file, children }: SheetProps) {
  return (
    <div className="sheet">
      <p className="sheet-tab" aria-hidden="true">
        {file}
      </p>
      <div className="sheet-body">{children}</div>
    </div>
  );
}
