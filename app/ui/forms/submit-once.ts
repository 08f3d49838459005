import type { MouseEvent } from "react";

/**
 * What keeps a button from sending again while what it sent is under way, or with
 * the second half of a double click. It is not switched off: that would take the
 * focus from whoever pressed it, at a moment of the browser's choosing.
 */
export const submitOnce = (sending: boolean) => ({
  "aria-disabled": sending,
  onClick(event: MouseEvent) {
    if (sending || event.detail > 1) event.preventDefault();
  },
});
