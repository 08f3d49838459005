// Installs the dependencies. Runs under the machine's own Node (20 or later) before anything is installed,
// so it is plain JavaScript without dependencies. The installation brings another Node, which later npm
// scripts find first.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../..", import.meta.url);
const stamp = new URL("node_modules/.installed-lock", root);
const lock = createHash("sha256")
  .update(readFileSync(new URL("package-lock.json", root)))
  .digest("hex");

if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) process.exit(0);

const started = Date.now();
console.log("· installing dependencies (npm ci)");
const npm = process.env.npm_execpath;
const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"] };
const args = [
  "ci",
  "--loglevel=error",
  "--no-audit",
  "--no-fund",
  "--include=dev",
  "--include=optional",
];
const result = npm
  ? spawnSync(process.execPath, [npm, ...args], options)
  : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
if (result.status !== 0) {
  console.error("✗ npm ci failed; its own message stands above");
  process.exit(result.status ?? 1);
}
writeFileSync(stamp, lock);
console.log(`✓ dependencies installed  ${((Date.now() - started) / 1000).toFixed(1)} s`);
