/**
 * A backup on disk: `pro-dev-<time>.dump`, beside it `.json` (what is in it) and `.sha256` (as
 * `sha256sum --check` reads it). The dump gets its name last, so one that has it is complete.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";

export const manifestSchema = z.object({
  created_at: z.iso.datetime(),
  database: z.string(),
  /** Of PostgreSQL. */
  server_major: z.int(),
  /** The newest migration: the release that belongs to it. */
  migration: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  tables: z.record(z.string(), z.object({ rows: z.int(), checksum: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const NAME = /^pro-dev-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.dump$/;
/** The files of the backup `name`, in the order in which they may be removed. */
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

/** Where a dump is written before it is known to be good. */
export const partialPath = (folder: string, time: Date) => join(folder, nameAt(time) + PARTIAL);

/** Gives a dump that was found good its name, and writes beside it what is in it. */
export async function keep(
  folder: string,
  time: Date,
  known: Omit<Manifest, "bytes" | "sha256" | "created_at">,
): Promise<{ path: string; manifest: Manifest }> {
  const partial = partialPath(folder, time);
  const path = join(folder, nameAt(time));
  const manifest: Manifest = {
    created_at: time.toISOString(),
    ...known,
    bytes: (await stat(partial)).size,
    sha256: await sha256(partial),
  };
  await writeFile(`${path}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(`${path}.sha256`, `${manifest.sha256}  ${basename(path)}\n`);
  await rename(partial, path);
  return { path, manifest };
}

/** What a backup says of itself. @throws when a file of it is missing or damaged */
export async function check(path: string): Promise<Manifest> {
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

/** Of these backups, those that are older than `days`; never the newest one, however old it is. */
export function expired(names: string[], now: Date, days: number): string[] {
  const dated = names
    .map((name) => ({ name, time: timeOf(name) }))
    .filter((one): one is { name: string; time: number } => one.time !== undefined)
    .sort((a, b) => b.time - a.time);
  return dated
    .slice(1)
    .filter(({ time }) => now.getTime() - time > days * DAY)
    .map(({ name }) => name);
}

/**
 * Removes backups older than `days`, and what interrupted ones left. To be called after a good
 * one was kept: that one stays, whatever is removed.
 */
export async function prune(folder: string, now: Date, days: number): Promise<string[]> {
  const names = await readdir(folder);
  const old = expired(names, now, days);
  const left = names.filter((name) => {
    const time = name.endsWith(PARTIAL) ? timeOf(name.slice(0, -PARTIAL.length)) : undefined;
    return time !== undefined && now.getTime() - time > DAY;
  });
  for (const name of old) {
    for (const file of backupFiles(name)) await rm(join(folder, file), { force: true });
  }
  for (const name of left) await rm(join(folder, name));
  return [...old, ...left];
}
