/** The title and description of a page, for search engines and for previews of shared links. */
import type { MetaDescriptor } from "@remix-run/cloudflare";

export const pageMeta = (title: string, description: string): MetaDescriptor[] => [
  { title },
  { name: "description", content: description },
  { property: "og:title", content: title },
  { property: "og:description", content: description },
];
