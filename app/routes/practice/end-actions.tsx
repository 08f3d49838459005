/** The buttons at the end of a drill, each with its key. */
import { Link } from "@remix-run/react";
import type { Controls } from "../../contracts/settings.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { submitOnce } from "../../ui/forms/submit-once.ts";
import type { NextDrill } from "./next-drill.ts";

function Label({ verb, code, more }: NextDrill) {
  return (
    <span>
      {verb}
      {code !== undefined && (
        <>
          {" "}
          <code translate="no">{code}</code>
        </>
      )}
      {more !== undefined && ` ${more}`}
    </span>
  );
}

export interface ActionsProps {
  guest: boolean;
  starting: boolean;
  restartKey: Controls["restart_key"];
  /** What Enter starts, and what Shift and Enter do. */
  first: NextDrill;
  other: NextDrill | undefined;
  /** Whether the same text again is another button than the first. */
  hasAgain: boolean;
  onStart(next: NextDrill): void;
  onAgain(): void;
  onChange(): void;
}

export function EndActions(props: ActionsProps) {
  const { guest, starting, restartKey, first, other, hasAgain } = props;
  const { onStart, onAgain, onChange } = props;
  return (
    <div className="drill-actions">
      <button
        type="button"
        className="button button-primary"
        aria-keyshortcuts="Enter"
        {...submitOnce(starting)}
        onClick={() => starting || onStart(first)}
      >
        {starting ? <span>Starting…</span> : <Label {...first} />} <KeyHint>Enter</KeyHint>
      </button>
      {other && (
        <button
          type="button"
          className="button"
          aria-keyshortcuts="Shift+Enter"
          {...submitOnce(starting)}
          onClick={() => starting || onStart(other)}
        >
          <Label {...other} /> <KeyHint>Shift Enter</KeyHint>
        </button>
      )}
      {guest && (
        <Link to="/register?to=/practice" className="button">
          Create account
        </Link>
      )}
      {hasAgain && (
        <button
          type="button"
          className="button"
          aria-keyshortcuts={restartKey === "none" ? undefined : restartKey}
          onClick={onAgain}
        >
          Same text again {restartKey !== "none" && <KeyHint>{restartKey}</KeyHint>}
        </button>
      )}
      <button
        type="button"
        className="button button-quiet"
        aria-keyshortcuts="Escape"
        onClick={onChange}
      >
        Change <KeyHint>Esc</KeyHint>
      </button>
    </div>
  );
}
