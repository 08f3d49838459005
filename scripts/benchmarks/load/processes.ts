/** What processes cost: processor time, as Linux counts it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Ticks a second, as Linux has them everywhere. */
const TICKS = 100;

/** Every process with its parent and the name of its program. */
function processes() {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  return list
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, name = ""]) => ({ pid: Number(pid), parent: Number(parent), name }));
}

/** What `root` started, and all that those started. */
export function descendants(root: number, name?: string): number[] {
  const all = processes();
  const found = new Set([root]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all
    .filter((one) => found.has(one.pid) && (!name || one.name === name))
    .map((one) => one.pid);
}

/** Seconds of processor time that these have used, with what ended below them. */
export function processorSeconds(pids: number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      // utime, stime, cutime, cstime: proc(5), counted from the field after the name.
      ticks += fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
    } catch {
      // It ended; its parent has counted it.
    }
  }
  return ticks / TICKS;
}
