/** Finds processes and reads their CPU time on Linux. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Clock ticks a second: the same on every usual Linux. */
const TICKS = 100;

/** Returns every process with its parent and the name of its program. */
function processes() {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  return list
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, name = ""]) => ({ pid: Number(pid), parent: Number(parent), name }));
}

/** Returns the ids of `root` and all its descendants, or only of those that run the program `name`. */
export function descendants(root: number, name?: string): number[] {
  const all = processes();
  const found = new Set([root]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all
    .filter((process) => found.has(process.pid) && (!name || process.name === name))
    .map(({ pid }) => pid);
}

/** Returns the seconds of CPU time that processes have used, with those of their ended children. */
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
      // The process has ended; its parent's numbers include it.
    }
  }
  return ticks / TICKS;
}
