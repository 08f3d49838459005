import { readdir } from "node:fs/promises";

async function* walk(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}
for await (const path of walk("photos")) {
  if (path.endsWith(".tmp")) console.log(path);
}
