import { readFile } from "node:fs/promises";

const entry = /^(?<time>\S+) (?<status>\d{3}) (?<ms>\d+)ms (?<path>\S+)$/;
const slowest = new Map<string, number>();
let failures = 0;

const access = await readFile("access.log", "utf8");
for (const line of access.trimEnd().split("\n")) {
  const fields = entry.exec(line)?.groups;
  if (!fields) continue;
  const { path, status, ms } = fields;
  if (status.startsWith("5")) failures += 1;
  const worst = slowest.get(path) ?? 0;
  slowest.set(path, Math.max(worst, Number(ms)));
}

const ranking = [...slowest].sort(([, a], [, b]) => b - a);
console.table(ranking.slice(0, 10));
process.exitCode = failures > 0 ? 1 : 0;
