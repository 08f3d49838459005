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
 * Has the processes that are started from now on take large blocks of memory in huge pages, which are entered in one
 * step. A site's configuration has the whole Worker, 5 MB, which Miniflare and workerd copy several times.
 */
export function takeHugePages(): void {
  process.env.GLIBC_TUNABLES ??= "glibc.malloc.hugetlb=1";
}

const MEBIBYTE = 2 ** 20;

/**
 * Calls `start`, which starts Miniflare, with room for its configuration. Miniflare's encoder extends its buffer by
 * 4 KB at a time and copies all of it, which has the whole Worker: seventy times 5 MB, half a second of the processor
 * for each site. So the first large buffer gets more memory than it asks for. Memory that is not written costs nothing.
 */
export async function withRoomForConfiguration<T>(start: () => Promise<T>): Promise<T> {
  let extended = false;
  const usual = globalThis.ArrayBuffer;
  globalThis.ArrayBuffer = new Proxy(usual, {
    construct(target, [length, ...more], newTarget) {
      const extend = !extended && length > MEBIBYTE;
      extended ||= extend;
      return Reflect.construct(
        target,
        [extend ? length + 32 * MEBIBYTE : length, ...more],
        newTarget,
      );
    },
  });
  try {
    return await start();
  } finally {
    globalThis.ArrayBuffer = usual;
  }
}
