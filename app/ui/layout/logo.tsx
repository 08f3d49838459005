/** The name of the site, with a caret as its hyphen. CSS draws the caret, since few fonts have one. */
export function Logo() {
  return (
    <span className="logo">
      pro
      <span className="logo-caret" aria-hidden="true" />
      dev
    </span>
  );
}
