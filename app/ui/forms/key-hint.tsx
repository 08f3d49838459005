/** Shows the key that does the same as a button. Hidden from screen readers, which read `aria-keyshortcuts`. */
export function KeyHint({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true" translate="no">
      {children}
    </span>
  );
}
