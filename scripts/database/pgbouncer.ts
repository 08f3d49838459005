/** Finds the PgBouncer of this machine, or installs one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { installFromDebian, installFromRelease, onDebianAsRoot } from "../development/debian.ts";

/** The one of a newer release of Debian. */
const OWN_PATH = "/usr/local/lib/pro-dev/pgbouncer/run";

const KNOWN_PATHS = [
  OWN_PATH,
  "/usr/local/bin/pgbouncer",
  "/usr/sbin/pgbouncer",
  "/usr/bin/pgbouncer",
  "/opt/homebrew/bin/pgbouncer",
];

/** The first version that knows which of its connections has which prepared statement, as Hyperdrive does. */
const FIRST_VERSION = [1, 21] as const;

/** The first release of Debian with such a version. */
const RELEASE = "trixie";

function isRecent(path: string): boolean {
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  const [, major = 0, minor = 0] = /PgBouncer (\d+)\.(\d+)/.exec(stdout ?? "")?.map(Number) ?? [];
  const [firstMajor, firstMinor] = FIRST_VERSION;
  return major > firstMajor || (major === firstMajor && minor >= firstMinor);
}

/** Returns the path of an installed PgBouncer that is recent enough; `PGBOUNCER` comes first. */
export function findPgbouncer(): string | undefined {
  const { PGBOUNCER } = process.env;
  if (PGBOUNCER && !isRecent(PGBOUNCER))
    throw new Error(`PGBOUNCER is not PgBouncer ${FIRST_VERSION.join(".")} or later: ${PGBOUNCER}`);
  return PGBOUNCER ?? KNOWN_PATHS.find((path) => existsSync(path) && isRecent(path));
}

/**
 * Returns the path of PgBouncer, and installs it where it is missing or too old, from a newer release of Debian if need be; undefined
 * where that is not possible.
 */
export function ensurePgbouncer(): string | undefined {
  const found = findPgbouncer();
  if (found || !onDebianAsRoot()) return found;
  try {
    if (!KNOWN_PATHS.some(existsSync)) installFromDebian("pgbouncer");
    if (!findPgbouncer()) {
      const program = { name: "pgbouncer", path: "usr/sbin/pgbouncer", script: OWN_PATH };
      installFromRelease(RELEASE, program);
    }
  } catch (error) {
    console.warn(`PgBouncer cannot be installed: ${error}`);
  }
  return findPgbouncer();
}
