/** Ends processes that would outlive the process that started them. */
import { spawn } from "node:child_process";

/** Waits until its standard input is closed, which happens however the process at the other end ends. */
const SCRIPT = 'read -r _; kill -QUIT "$0"; while kill -0 "$0"; do sleep 0.1; done; rm -rf "$1"';

/**
 * Kills a process and deletes a folder when this process ends, also by a signal that it cannot handle. Does
 * nothing on Windows, which has no `sh`.
 *
 * @returns a function that lets the process live and the folder stay
 */
export function killWhenOrphaned(pid: number, folder: string): () => void {
  if (process.platform === "win32") return () => {};
  const watcher = spawn("sh", ["-c", SCRIPT, `${pid}`, folder], {
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watcher.unref();
  return () => watcher.kill("SIGKILL");
}
