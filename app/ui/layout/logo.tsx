/** The name, with a caret for a hyphen. The caret is drawn: few faces have that sign. */
export function Logo() {
  return (
    <span className="logo">
      pro
      <span className="logo-caret" aria-hidden="true" />
      dev
    </span>
  );
}
