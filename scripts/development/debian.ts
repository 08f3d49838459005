/** Installs Debian packages when run as root on Debian. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Returns whether `installFromDebian` works here. */
export const onDebianAsRoot = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** Installs packages with apt-get. Throws when one cannot be installed. */
export function installFromDebian(...packages: string[]): void {
  const options = {
    stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  execFileSync("apt-get", ["update", "-q"], options);
  execFileSync("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...packages], options);
}
