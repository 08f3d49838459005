/** The layout of the sign-in and registration pages: an introduction, and the form. */
import type { ReactNode } from "react";
import type { Kind } from "../../engine/state.ts";
import { BugGlyph } from "../bug-glyphs/bug-glyph.tsx";
import { CookieNotice } from "./refused-storage.tsx";

const BUG_KINDS: [Kind, string][] = [
  ["bug", "bug"],
  ["syntax", "syntax error"],
  ["null", "null pointer"],
  ["race", "race condition"],
  ["leak", "memory leak"],
  ["regression", "regression"],
  ["boss", "boss"],
];

interface Props {
  title: string;
  text: string;
  /** The link to the other one of the two pages. */
  other: ReactNode;
  /** The file name that the form's tab shows. */
  file: string;
  children: ReactNode;
}

export function AccountPage({ title, text, other, file, children }: Props) {
  return (
    <main className="column account-page">
      <div>
        <h1 className="account-title">{title}</h1>
        <p className="mt-4 max-w-md text-lg text-dim">{text}</p>
        <p className="mt-4 text-dim">{other}</p>
        <ul aria-hidden="true" className="bestiary">
          {BUG_KINDS.map(([kind, name]) => (
            <li key={kind}>
              <BugGlyph kind={kind} />
              {name}
            </li>
          ))}
        </ul>
      </div>
      <div className="sheet">
        <p className="sheet-tab" aria-hidden="true">
          {file}
        </p>
        <div className="sheet-body">
          <CookieNotice />
          {children}
        </div>
      </div>
    </main>
  );
}
