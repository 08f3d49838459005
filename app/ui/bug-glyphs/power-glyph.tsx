import type { Power } from "../../engine/state.ts";

/** SVG paths in a box of 24 by 24. */
const PATHS: Record<Power, string> = {
  // An arrow back to the start of a line.
  rollback: "M4 5v6h6M4.5 11a8 8 0 1 1-.3 4.5",
  // A duck on the water: head with beak and eye, body with tail, a wave below.
  duck: "M9.5 11.5a4 4 0 1 1 5.6-4.2M15 6.6l4.4.9-3.9 2.2M9.5 11.5C7 12 5.5 11 4.5 9.5c-1.2 5 1.6 8 5.5 8h5c3.2 0 4.8-2.4 4-5-1.4 1-3.2.6-4-.6M12.4 6.2v.1M3 20.5c1.5-1 3-1 4.500 0s3 1 4.500 0 3-1 4.500 0 3 1 4.500 0",
  // A plaster, crosswise.
  hotfix:
    "M4.300 14.100l9.800-9.800a3.950 3.950 0 0 1 5.600 5.600l-9.800 9.800a3.950 3.950 0 0 1-5.600-5.600ZM8.700 9.700l5.600 5.600M11 12v.1M13 12v.1M12 11v.1M12 13v.1",
};

/** Draws the glyph of a power. Hidden from screen readers: give its name in text beside it. */
export function PowerGlyph({ power }: { power: Power }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className="power-glyph"
      data-power={power}
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[power]} />
    </svg>
  );
}
