/** The foot of a form: its button, and beside it what came of pressing it. */
import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Flash } from "../../contracts/flash.ts";
import type { loader as rootLoader } from "../../root.tsx";

/** A key for each time that `code` was done; undefined when it was not. */
export function useFlashKey(code: Flash["code"]): string | undefined {
  const { key } = useLocation();
  const flash = useRouteLoaderData<typeof rootLoader>("root")?.flash;
  return flash?.code === code ? key : undefined;
}

interface FormFootProps {
  /** What the action leaves to be said. */
  of: Flash["code"];
  /** How it is said. */
  said: string;
  /** Whether its fields are then empty again. */
  clears?: boolean;
  children: ReactNode;
}

export function FormFoot({ of, said, clears = false, children }: FormFootProps) {
  const done = useFlashKey(of);
  /** What was said when a field changed; empty when nothing was. */
  const [changed, setChanged] = useState<string>();
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done && clears) foot.current?.closest("form")?.reset();
  }, [done, clears]);
  useEffect(() => {
    const form = foot.current?.closest("form");
    // What is changed from now on is not done yet.
    const onInput = () => setChanged(foot.current?.dataset.done ?? "");
    form?.addEventListener("input", onInput);
    return () => form?.removeEventListener("input", onInput);
  }, []);
  return (
    <div ref={foot} className="form-foot" data-done={done} data-due={done ?? changed}>
      {children}
      <p role="status" className="form-done">
        {done && done !== changed && <span key={done}>{said}</span>}
      </p>
    </div>
  );
}
