/** Keeps the files of test servers in memory. */
import { statfsSync } from "node:fs";
import { freemem } from "node:os";

const FOLDER = "/dev/shm";
/** More than the databases and logs of all servers take at once. */
const NEEDED_BYTES = 4 * 2 ** 30;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(FOLDER);
    return Math.min(bavail * bsize, freemem()) >= NEEDED_BYTES;
  } catch {
    return false;
  }
}

/**
 * Has this process and its children make temporary files in memory, where the system has a folder for that with
 * enough room. Miniflare counts every request in SQLite for the rate limits and waits for the disk each time,
 * which takes more than half of a short request's time.
 */
export function keepTemporaryFilesInMemory(): void {
  if (!process.env.TMPDIR && hasRoom()) process.env.TMPDIR = FOLDER;
}
