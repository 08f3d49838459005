/** The colour scheme and background of each theme; all other colours are in styles/tokens.css. */
import type { Theme } from "../../contracts/settings.ts";

interface Appearance {
  /** The colour scheme of scrollbars and form controls. */
  scheme: "dark" | "light";
  /** The background colour, for the browser's user interface around the page. */
  ground: string;
}

export const DARK: Appearance = { scheme: "dark", ground: "#0a0d13" };
export const LIGHT: Appearance = { scheme: "light", ground: "#faf8f3" };

/** `system` is missing: it is dark or light, as the device prefers. */
export const APPEARANCES: Record<Exclude<Theme, "system">, Appearance> = {
  dark: DARK,
  light: LIGHT,
  midnight: { scheme: "dark", ground: "#060b20" },
  terminal: { scheme: "dark", ground: "#050d08" },
  paper: { scheme: "light", ground: "#f5ecd9" },
  dusk: { scheme: "dark", ground: "#1e1b27" },
};
