import { readFile, writeFile } from "node:fs/promises";

const path = new URL("./scores.json", import.meta.url);

export async function saveScore(name, score) {
  const text = await readFile(path, "utf8");
  const scores = JSON.parse(text);
  scores.push({ name, score });
  scores.sort((a, b) => b.score - a.score);
  await writeFile(path, JSON.stringify(scores));
}
