/**
 * A form that went through leads to its page again, by an address that says so:
 * that works without script, and a reload sends nothing twice.
 */
import { useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";

export const doneAt = (page: string) => `${page}?done=1`;

/** A key for each time that a form went through; undefined when none did. */
export function useDone(): string | undefined {
  const { pathname, search, key } = useLocation();
  const done = new URLSearchParams(search).get("done") === "1";
  useEffect(() => {
    // Said once: not again after a reload. The router need not know, nor load anything for it.
    if (done) window.history.replaceState(window.history.state, "", pathname);
  }, [done, pathname]);
  return done ? key : undefined;
}

interface FormFootProps {
  /** What is said when the form went through. */
  said: string;
  /** Whether its fields are then empty again. */
  clears?: boolean;
  children: ReactNode;
}

/** The button of a form, and beside it what came of pressing it. */
export function FormFoot({ said, clears = false, children }: FormFootProps) {
  const done = useDone();
  const [outdated, setOutdated] = useState<string>();
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!done) return;
    const button = foot.current?.querySelector("button");
    if (clears) button?.form?.reset();
    // What is changed from now on is not done yet.
    button?.form?.addEventListener("input", () => setOutdated(done), { once: true });
    // The button had the focus, and lost it while it was switched off.
    if (document.activeElement === document.body) button?.focus({ preventScroll: true });
  }, [done, clears]);
  return (
    <div ref={foot} className="form-foot">
      {children}
      <p role="status" className="form-done">
        {done && done !== outdated && <span key={done}>{said}</span>}
      </p>
    </div>
  );
}
