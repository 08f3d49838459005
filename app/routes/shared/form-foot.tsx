/** The foot of a form: its buttons, and beside them a notice when the form was saved. */
import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Flash } from "../../contracts/flash.ts";
import type { loader as rootLoader } from "../../root.tsx";

/** Returns the location key of this page if it shows the notice `code`: another key each time. Else undefined. */
export function useFlashKey(code: Flash["code"]): string | undefined {
  const { key } = useLocation();
  const flash = useRouteLoaderData<typeof rootLoader>("root")?.flash;
  return flash?.code === code ? key : undefined;
}

interface FormFootProps {
  /** The notice of the form's action. */
  flash: Flash["code"];
  /** The text of the notice. */
  notice: string;
  /** Whether saving empties the fields. */
  clears?: boolean;
  children: ReactNode;
}

export function FormFoot({ flash, notice, clears = false, children }: FormFootProps) {
  const saved = useFlashKey(flash);
  /** The key of the notice that was shown when a field changed; empty when none was. */
  const [changed, setChanged] = useState<string>();
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (saved && clears) foot.current?.closest("form")?.reset();
  }, [saved, clears]);
  useEffect(() => {
    const form = foot.current?.closest("form");
    // A change hides the notice, because the form is no longer saved as it is.
    const onInput = () => setChanged(foot.current?.dataset.done ?? "");
    form?.addEventListener("input", onInput);
    return () => form?.removeEventListener("input", onInput);
  }, []);
  return (
    <div ref={foot} className="form-foot" data-done={saved} data-due={saved ?? changed}>
      {children}
      <p role="status" className="form-done">
        {saved && saved !== changed && <span key={saved}>{notice}</span>}
      </p>
    </div>
  );
}
