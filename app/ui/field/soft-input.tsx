import { forwardRef } from "react";

/** The hidden input that takes the keys, and opens the soft keyboard, without suggestions and corrections. */
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
