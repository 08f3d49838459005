/**
 * `npm run stack -- <app.js.map>`: copies its input, such as lines of the log, with each place in the built Worker replaced by the place in
 * our sources. The map is that of the release, or `dist/worker/app.js.map` after `npm run build:worker` at the release's commit.
 */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";

/** Returns a text with the places in `app.js` replaced: `app.js:7:120` becomes `app/.server/db/rows.ts:53:9`. */
export function inSources(text: string, payload: SourceMapPayload): string {
  const map = new SourceMap(payload);
  return text.replace(/\bapp\.js:(\d+):(\d+)/g, (place, line: string, column: string) => {
    // Counted from 0 in the map, and from 1 in stacks.
    const found = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!("originalSource" in found)) return place;
    const source = found.originalSource.replace(/^(\.\.?\/)+/, "");
    return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  });
}

if (import.meta.main) {
  const [path] = process.argv.slice(2);
  if (!path) throw new Error("npm run stack -- <app.js.map> < lines of the log");
  const payload = JSON.parse(readFileSync(path, "utf8")) as SourceMapPayload;
  // The log writes a stack in one line.
  process.stdout.write(inSources(readFileSync(0, "utf8"), payload).replaceAll("\\n", "\n  "));
}
