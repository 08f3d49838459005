/** The style sheet and the fonts of every page, which browsers ask for as early as they can. */
/// <reference types="vite/client" />
import sansFont from "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url";
import monoFont from "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url";
import stylesheet from "./styles/app.css?url";

export const STYLESHEET = stylesheet;
export const FONTS = [monoFont, sansFont];

/** The value of a `Link` header. Cloudflare sends it ahead of the page as Early Hints (103), where the zone has them on. */
export const PRELOAD_HEADER = [
  `<${STYLESHEET}>; rel=preload; as=style`,
  ...FONTS.map((font) => `<${font}>; rel=preload; as=font; type="font/woff2"; crossorigin`),
].join(", ");
