/** The sign ⎇, which the fonts of the site lack. */
export function BranchIcon() {
  return (
    <svg className="branch-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M4 1.5v13M4 9.5c5 0 8-1.5 8-5.5" />
      <circle cx="4" cy="13" r="1.6" />
      <circle cx="12" cy="3" r="1.6" />
    </svg>
  );
}
