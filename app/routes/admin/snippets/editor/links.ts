/** The style sheets of pages with an editor: their own, and the game's for the preview. */
import type { LinksFunction } from "@remix-run/cloudflare";
import styles from "../../../../styles/admin-snippets.css?url";
import editor from "../../../../styles/code-editor.css?url";
import game from "../../../../styles/game.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "stylesheet", href: editor },
  { rel: "stylesheet", href: game },
];
