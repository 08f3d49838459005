/** Installs Debian packages when run as root on Debian. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Returns whether `installFromDebian` works here. */
export const onDebianAsRoot = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

const OPTIONS = {
  stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
  env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
};
const INSTALL = ["install", "-q", "-y", "--no-install-recommends"];

/** Installs packages with apt-get. Throws when one cannot be installed. */
export function installFromDebian(...packages: string[]): void {
  execFileSync("apt-get", ["update", "-q"], OPTIONS);
  execFileSync("apt-get", [...INSTALL, ...packages], OPTIONS);
}

/** Returns the address that this machine gets Debian's own packages from. */
function mirror(): string {
  // It knows none before it has the lists of packages.
  execFileSync("apt-get", ["update", "-q"], OPTIONS);
  const targets = ["indextargets", "--format", "$(LABEL) $(COMPONENT) $(REPO_URI)"];
  const lines = execFileSync("apt-get", targets, { encoding: "utf8" }).split("\n");
  const line = lines.find((each) => each.startsWith("Debian main "));
  if (!line) throw new Error("apt-get knows no source of Debian's packages");
  return line.slice("Debian main ".length);
}

/** What a program needs of the packages that it depends on: their libraries, without those of scripts that set it up. */
const LIBRARIES = /^(lib(?!perl)|zlib)/;

/**
 * Installs a program of a newer release of Debian with the libraries of that release into a folder of its own, beside and not over those of
 * the system. Throws when it cannot be installed.
 *
 * @param path of the program in its package, such as `usr/sbin/pgbouncer`
 * @param script the path of a script in that folder, which runs it
 */
export function installFromRelease(
  release: string,
  { name, path, script }: { name: string; path: string; script: string },
): void {
  const home = dirname(script);
  const work = mkdtempSync(join(tmpdir(), "pro-dev-debian-"));
  try {
    const folder = (...names: string[]) => {
      const made = join(work, ...names);
      mkdirSync(made, { recursive: true });
      return made;
    };
    chmodSync(work, 0o755);
    folder("lists", "partial");
    folder("cache", "archives", "partial");
    writeFileSync(
      join(work, "sources.list"),
      `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror()} ${release} main\n`,
    );
    writeFileSync(join(work, "status"), "");
    // As if nothing were installed, so that apt-get downloads everything that the program needs.
    const settings = Object.entries({
      "Dir::Etc::SourceList": join(work, "sources.list"),
      "Dir::Etc::SourceParts": folder("no-parts"),
      "Dir::State::Lists": join(work, "lists"),
      "Dir::State::status": join(work, "status"),
      "Dir::Cache": join(work, "cache"),
      "APT::Sandbox::User": "root",
    }).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
    execFileSync("apt-get", [...settings, "update", "-q"], OPTIONS);
    execFileSync("apt-get", [...settings, ...INSTALL, "--download-only", name], OPTIONS);
    mkdirSync(home, { recursive: true });
    for (const archive of globSync(join(work, "cache", "archives", "*.deb"))) {
      const file = basename(archive);
      if (file.startsWith(`${name}_`) || LIBRARIES.test(file))
        execFileSync("dpkg-deb", ["-x", archive, home], OPTIONS);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  // The release's own loader, which finds its libraries there.
  const [loader] = globSync(join(home, "usr/lib{64,}/ld-linux-*.so.*"));
  const [libraries] = globSync(join(home, "usr/lib/*-linux-gnu*"));
  if (!loader || !libraries) throw new Error(`The packages of ${name} have no loader`);
  // Under its name only when it is complete.
  writeFileSync(
    `${script}.new`,
    `#!/bin/sh\nexec ${loader} --library-path ${libraries} ${join(home, path)} "$@"\n`,
  );
  chmodSync(`${script}.new`, 0o755);
  renameSync(`${script}.new`, script);
}
