/** The key that does the same as the button it stands on. Seen, not read out: `aria-keyshortcuts` says it. */
export function KeyHint({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  );
}
