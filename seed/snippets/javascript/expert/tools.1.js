import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const [, , folder = "."] = process.argv;
const names = await readdir(folder, { recursive: true });
const sources = names.filter((name) => extname(name) === ".js");
let found = 0;

for (const source of sources) {
  const text = await readFile(join(folder, source), "utf8");
  for (const [index, line] of text.split("\n").entries()) {
    const [, todo] = /\bTODO:? (.+)/.exec(line) ?? [];
    if (!todo) continue;
    found += 1;
    console.log(`${source}:${index + 1} ${todo}`);
  }
}

console.log(`${found} promises to our future selves`);
