/** A bar as SVG: the security policy allows no inline style that could set a width. */
export function Bar({ share, className }: { share: number; className: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect width={Math.max(1, Math.round(share * 1_000) / 10)} height="1" />
    </svg>
  );
}
