/**
 * Restores the focus after a filter form was submitted. The form is a new element at each address, so without
 * this hook the focus would go back to the beginning of the page.
 */
import { useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Focuses `button` when `address` changes because the form was submitted.
 *
 * @param address changes with the values of the form
 */
export function useRestoreFocus(address: string) {
  const submitted = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address has another form
  useEffect(() => {
    if (submitted.current) button.current?.focus({ preventScroll: true });
    submitted.current = false;
  }, [address]);
  const idle = useNavigation().state === "idle";
  // Submitting the same values changes no address: forget it, because a link may be followed next.
  useEffect(() => {
    if (idle) submitted.current = false;
  }, [idle]);
  const onSubmit = () => {
    submitted.current = true;
  };
  return { button, onSubmit };
}
