import type { MouseEvent } from "react";

/**
 * Returns the props that keep a button from submitting again while its form is being sent, or by a double
 * click. It does not use `disabled`, which would take the focus from the button.
 */
export const submitOnce = (sending: boolean) => ({
  "aria-disabled": sending,
  onClick(event: MouseEvent) {
    if (sending || event.detail > 1) event.preventDefault();
  },
});
