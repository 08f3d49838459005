/** Installs Debian's packages, where there are any and we may. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether `installFromDebian` can do anything here. */
export const onDebianAsRoot = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** @throws when a package is not to be had */
export function installFromDebian(...packages: string[]): void {
  const options = {
    stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  execFileSync("apt-get", ["update", "-q"], options);
  execFileSync("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...packages], options);
}
