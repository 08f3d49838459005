/** Which methods a path of the API takes: what `Allow` says of the others. */

import { TrieRouter } from "hono/router/trie-router";
import type { RouterRoute } from "hono/types";

/** @returns the methods that some route takes for a path, sorted; none where there is no such call */
export function methodsIn(routes: Pick<RouterRoute, "method" | "path">[]) {
  const paths = new TrieRouter<string>();
  for (const { method, path } of routes) if (method !== "ALL") paths.add("GET", path, method);
  return (path: string): string[] => {
    const methods = new Set(paths.match("GET", path)[0].map(([method]) => method));
    // Whatever is read can be asked for without its body.
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].sort();
  };
}
