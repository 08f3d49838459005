/** What a page has to know of its theme besides `data-theme`; the colours are in styles/tokens.css. */
import type { Theme } from "../../contracts/settings.ts";

interface Appearance {
  /** What the browser draws itself: scrollbars, form controls. */
  scheme: "dark" | "light";
  /** The ground, for the browser's own frame around the page. */
  ground: string;
}

export const DARK: Appearance = { scheme: "dark", ground: "#0a0d13" };
export const LIGHT: Appearance = { scheme: "light", ground: "#faf8f3" };

/** `system` is one of the first two, as the device says. */
export const APPEARANCES: Record<Exclude<Theme, "system">, Appearance> = {
  dark: DARK,
  light: LIGHT,
  midnight: { scheme: "dark", ground: "#060b20" },
  terminal: { scheme: "dark", ground: "#050d08" },
  paper: { scheme: "light", ground: "#f5ecd9" },
  dusk: { scheme: "dark", ground: "#1e1b27" },
};
