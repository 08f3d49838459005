/**
 * Restores the focus after a filter form is submitted. A new URL renders a new form, so without this hook
 * the focus would go back to the beginning of the page.
 */
import { useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Focuses `button` when `formKey` changes because the form was submitted.
 *
 * @param formKey the form's key, which changes with its values
 */
export function useRestoreFocus(formKey: string) {
  const submitted = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key makes another form
  useEffect(() => {
    if (submitted.current) button.current?.focus({ preventScroll: true });
    submitted.current = false;
  }, [formKey]);
  const idle = useNavigation().state === "idle";
  // Submitting the same values changes no URL: forget it, because a link may be followed next.
  useEffect(() => {
    if (idle) submitted.current = false;
  }, [idle]);
  const onSubmit = () => {
    submitted.current = true;
  };
  return { button, onSubmit };
}
