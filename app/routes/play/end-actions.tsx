/** The buttons of the panel at the end of a run. */
import { Link } from "@remix-run/react";
import { type RefObject, useEffect } from "react";
import type { Plan } from "../../engine/plan.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { StartingForm, useStarting } from "../../ui/forms/starting.tsx";
import { submitOnce } from "../../ui/forms/submit-once.ts";

interface PlayAgainProps {
  fields: Record<string, string>;
  label: string;
  formRef: RefObject<HTMLFormElement>;
  /** The ref of the button, if Enter presses it. */
  primaryRef?: (button: HTMLElement | null) => void;
}

export function PlayAgain({ fields, label, formRef, primaryRef }: PlayAgainProps) {
  const starting = useStarting();
  return (
    <StartingForm ref={formRef} isLoaded>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        ref={primaryRef}
        type="submit"
        aria-keyshortcuts={primaryRef && "Enter"}
        className={primaryRef ? "button button-primary" : "button"}
        {...submitOnce(starting)}
      >
        {starting ? "Starting…" : label} {primaryRef && <KeyHint>Enter</KeyHint>}
      </button>
    </StartingForm>
  );
}

interface TryAgainProps {
  onTry(): void;
  buttonRef(button: HTMLElement | null): void;
}

export function TryAgain({ onTry, buttonRef }: TryAgainProps) {
  return (
    <button
      ref={buttonRef}
      type="button"
      className="button button-primary"
      aria-keyshortcuts="Enter"
      onClick={onTry}
    >
      Try again now <KeyHint>Enter</KeyHint>
    </button>
  );
}

/** The ways that do not go on with this run. The panel covers the window, so that it has no other. */
export function WaysOut({
  language,
  difficulty,
  mode,
}: Pick<Plan, "language" | "difficulty" | "mode">) {
  const choice = new URLSearchParams({ language, difficulty });
  if (mode === "relaxed") choice.set("mode", mode);
  return (
    <nav className="end-ways" aria-label="Elsewhere">
      <Link className="link" to={`/play?${choice}`}>
        Other language or level
      </Link>
      <Link className="link" to="/">
        Start page
      </Link>
    </nav>
  );
}

/** Calls `onPress` for a key of the whole page. */
export function useKey(wanted: string, onPress: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== wanted || event.repeat) return;
      event.preventDefault();
      onPress();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
