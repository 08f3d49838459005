/** The layout of the settings pages: their navigation, and the title of the page. */
import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import styles from "../../styles/settings.css?url";

const PAGES: [to: string, name: string][] = [
  ["/settings", "Profile"],
  ["/settings/address", "Address"],
  ["/settings/password", "Password"],
  ["/settings/sign-in", "Ways in"],
  ["/settings/devices", "Devices"],
  ["/settings/preferences", "Preferences"],
  ["/settings/privacy", "Privacy and data"],
];

export const links = () => [{ rel: "stylesheet", href: styles }];

export const settingsMeta = (page: string) => [{ title: `${page} · Settings · Pro Dev` }];

interface SettingsLayoutProps {
  title: string;
  text: ReactNode;
  children: ReactNode;
}

export function SettingsLayout({ title, text, children }: SettingsLayoutProps) {
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
  /** The file name on the tab, as decoration. */
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
