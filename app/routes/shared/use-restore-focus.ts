/**
 * For a form that asks by address and is another one for each: whoever asked has the focus on its button
 * again, and not at the page's beginning.
 */
import { useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

export function useRestoreFocus(asked: string) {
  const asking = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is another one for another address
  useEffect(() => {
    if (asking.current) button.current?.focus({ preventScroll: true });
    asking.current = false;
  }, [asked]);
  const idle = useNavigation().state === "idle";
  // Who asked the same again stayed on this page, and may leave it by a link.
  useEffect(() => {
    if (idle) asking.current = false;
  }, [idle]);
  const onSubmit = () => {
    asking.current = true;
  };
  return { button, onSubmit };
}
