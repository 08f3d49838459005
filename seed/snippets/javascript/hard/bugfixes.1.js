import { writeFile as write } from "node:fs/promises";
import { join } from "node:path";

// Before: files.forEach(async ...) was done before it had begun
export async function saveAll(files, folder) {
  const saved = [];
  for (const file of files) {
    const destination = join(folder, file.name);
    await write(destination, file.text);
    saved.push(destination);
  }
  return saved;
}
