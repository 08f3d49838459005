/** Finds `pg_dump` and `pg_restore` of the right version and runs them. No npm package contains them. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installFromDebian, onDebianAsRoot } from "../../development/debian.ts";

/** Folders that contain one folder for each version. */
const VERSIONED = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

function folders(): string[] {
  const configured = process.env.PG_BIN;
  if (configured !== undefined) return [configured];
  const versioned = VERSIONED.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder).map((version) => join(folder, version, "bin")),
  );
  return [...versioned, ...(process.env.PATH ?? "").split(delimiter)];
}

interface Tool {
  path: string;
  major: number;
}

function find(name: string): Tool[] {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return folders()
    .map((folder) => join(folder, file))
    .filter((path) => existsSync(path))
    .map((path) => {
      const version = execFileSync(path, ["--version"], { encoding: "utf8" });
      return { path, major: Number(/(\d+)[.\w]*/.exec(version)?.[1]) };
    })
    .sort((a, b) => a.major - b.major);
}

const installHint = (major: number) =>
  `Install PostgreSQL's client programs of version ${major} (apt-get install postgresql-client-${major}, ` +
  `brew install postgresql@${major}), or set PG_BIN to the folder that has them.`;

/**
 * Returns the path of `pg_dump` or `pg_restore`, of the oldest installed version that is not older than the
 * server: the server of a dump may be unable to read one by a newer version.
 *
 * @param major the server's major version
 * @throws when there is none; the message says what to install
 */
export function requireTool(name: "pg_dump" | "pg_restore", major: number): string {
  const found = find(name);
  const suitable = found.find((tool) => tool.major >= major);
  if (suitable) return suitable.path;
  const newest = found.at(-1);
  throw new Error(
    newest
      ? `${name} is too old: ${newest.path} is of PostgreSQL ${newest.major}, the server of ${major}. ${installHint(major)}`
      : `There is no ${name} here. ${installHint(major)}`,
  );
}

/** Returns whether both programs are here, and tries to install them first if not. */
export function ensureTools(): boolean {
  const missing = () => find("pg_dump").length === 0 || find("pg_restore").length === 0;
  if (missing() && process.env.PG_BIN === undefined && onDebianAsRoot()) {
    installFromDebian("postgresql-client");
  }
  return !missing();
}

/** Returns a URL's parts as environment variables of the programs, because every user can read a process's arguments. */
function connectionVariables(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslmode = searchParams.get("sslmode");
  const sslrootcert = searchParams.get("sslrootcert");
  return {
    PGHOST: hostname,
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGCONNECT_TIMEOUT: "10",
    ...(sslmode && { PGSSLMODE: sslmode }),
    ...(sslrootcert && { PGSSLROOTCERT: sslrootcert }),
  };
}

/**
 * Runs a program to its end and returns its output.
 *
 * @param url the database that it connects to, if any
 * @throws when it fails; the message has its error output
 */
export async function runTool(path: string, args: string[], url?: string): Promise<string> {
  const child = spawn(path, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(url && connectionVariables(url)) },
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${path} ended with ${code}\n${errors.trim()}`);
  return output;
}
