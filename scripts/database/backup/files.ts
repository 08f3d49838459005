/**
 * The files of a backup: `pro-dev-<time>.dump`, `.dump.json` (its manifest) and `.dump.sha256` (for
 * `sha256sum --check`). The dump is renamed to its final name last, so a dump with that name is complete.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";

export const manifestSchema = z.object({
  created_at: z.iso.datetime(),
  database: z.string(),
  /** The major version of PostgreSQL. */
  server_major: z.int(),
  /** The newest migration, which tells the release that the backup belongs to. */
  migration: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  tables: z.record(z.string(), z.object({ rows: z.int(), checksum: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const NAME = /^pro-dev-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.dump$/;
/** Returns the files of the backup `name`, in the order in which they may be removed. */
export const backupFiles = (name: string) => [name, `${name}.json`, `${name}.sha256`];
const PARTIAL = ".partial";

export const nameAt = (time: Date) =>
  `pro-dev-${time.toISOString().replace(/[-:]|\.\d+/g, "")}.dump`;

function timeOf(name: string): number | undefined {
  const [, ...parts] = NAME.exec(name) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return parts.length > 0 ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** Returns the path to which a dump is written before it is checked. */
export const partialPath = (folder: string, time: Date) => join(folder, nameAt(time) + PARTIAL);

/** Writes the manifest and the checksum of a checked dump, then gives the dump its final name. */
export async function finishBackup(
  folder: string,
  time: Date,
  description: Omit<Manifest, "bytes" | "sha256" | "created_at">,
): Promise<{ path: string; manifest: Manifest }> {
  const partial = partialPath(folder, time);
  const path = join(folder, nameAt(time));
  const manifest: Manifest = {
    created_at: time.toISOString(),
    ...description,
    bytes: (await stat(partial)).size,
    sha256: await sha256(partial),
  };
  await writeFile(`${path}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(`${path}.sha256`, `${manifest.sha256}  ${basename(path)}\n`);
  await rename(partial, path);
  return { path, manifest };
}

/**
 * Checks the files of a backup and returns its manifest.
 *
 * @throws when a file is missing or damaged
 */
export async function checkBackup(path: string): Promise<Manifest> {
  const text = await readFile(`${path}.json`, "utf8").catch(() => {
    throw new Error(`${path}.json is missing: it says what should be in the backup`);
  });
  const manifest = manifestSchema.parse(JSON.parse(text));
  if ((await sha256(path)) !== manifest.sha256) {
    throw new Error(`${path} is damaged: its SHA-256 is not what was written down`);
  }
  return manifest;
}

const DAY = 86_400_000;

/** Returns the backups among `names` that are older than `days`, but never the newest one. */
export function expired(names: string[], now: Date, days: number): string[] {
  const dated = names
    .map((name) => ({ name, time: timeOf(name) }))
    .filter((backup): backup is { name: string; time: number } => backup.time !== undefined)
    .sort((a, b) => b.time - a.time);
  return dated
    .slice(1)
    .filter(({ time }) => now.getTime() - time > days * DAY)
    .map(({ name }) => name);
}

/**
 * Removes backups older than `days`, and partial files older than a day. Call it after a new backup
 * succeeded: the newest backup always stays.
 */
export async function removeExpired(folder: string, now: Date, days: number): Promise<string[]> {
  const names = await readdir(folder);
  const old = expired(names, now, days);
  const partial = names.filter((name) => {
    const time = name.endsWith(PARTIAL) ? timeOf(name.slice(0, -PARTIAL.length)) : undefined;
    return time !== undefined && now.getTime() - time > DAY;
  });
  for (const name of old) {
    for (const file of backupFiles(name)) await rm(join(folder, file), { force: true });
  }
  for (const name of partial) await rm(join(folder, name));
  return [...old, ...partial];
}
