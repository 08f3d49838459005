import { forwardRef } from "react";

/** What a soft keyboard opens for: out of sight, and helped by nothing that knows better than the typist. */
export const SoftInput = forwardRef<HTMLInputElement>((_, ref) => (
  <input
    ref={ref}
    className="soft-input"
    aria-label="Type here"
    tabIndex={-1}
    autoComplete="off"
    autoCapitalize="none"
    autoCorrect="off"
    spellCheck={false}
    enterKeyHint="enter"
  />
));
