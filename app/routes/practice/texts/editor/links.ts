/** The style sheets of pages with the editor of own texts. */
import type { LinksFunction } from "@remix-run/cloudflare";
import editor from "../../../../styles/code-editor.css?url";
import styles from "../../../../styles/practice-texts.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "stylesheet", href: editor },
];
