/** What a page says of itself to search engines, and where its address is shared. */
import type { MetaDescriptor } from "@remix-run/cloudflare";

export const pageMeta = (title: string, description: string): MetaDescriptor[] => [
  { title },
  { name: "description", content: description },
  { property: "og:title", content: title },
  { property: "og:description", content: description },
];
