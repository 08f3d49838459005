/** SVG paths in a box of 24 by 24. */
const PATHS = {
  // A loudspeaker with two waves.
  sound: "M4 9.5h3.5l4.5-4v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18.2 6.3a8 8 0 0 1 0 11.4",
  // The same, with a cross.
  muted: "M4 9.5h3.5l4.5-4v13l-4.5-4H4zM16 9.5l5 5M21 9.5l-5 5",
  // A speech bubble with two lines of text.
  aloud:
    "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1-1.5 1.5h-7l-4.5 4v-4H5A1.5 1.5 0 0 1 3.5 14.5V6A1.5 1.5 0 0 1 5 4.5zM7.5 8.5h9M7.5 12h5.5",
};

/** Draws the icon of a switch of the field. Hidden from screen readers: label the button. */
export function SwitchIcon({ icon }: { icon: keyof typeof PATHS }) {
  return (
    <svg className="switch-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[icon]} />
    </svg>
  );
}
