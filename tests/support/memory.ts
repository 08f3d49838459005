/** How the processes of the tests use memory. Linux alone has these settings; elsewhere nothing changes. */
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

/**
 * Has the processes that are started from now on take large blocks of memory in huge pages. Miniflare copies the
 * configuration with the whole Worker, 6 MB, seventy times for each site, always into new memory: entering its small
 * pages one by one took 1.7 s of the processor, with huge ones it takes 0.8 s.
 */
export function takeHugePages(): void {
  process.env.GLIBC_TUNABLES ??= "glibc.malloc.hugetlb=1";
}
