/**
 * `npm run deploy -- staging|production [--dry-run]`: releases the checked-out code. Migrate the database first
 * (docs/operations.md). Without `--dry-run` it refuses a wrangler.toml that still has placeholders.
 */
import { unstable_readConfig } from "wrangler";
import { root, run, withCleanup } from "../development/steps.ts";

const PLACEHOLDER = /^0+$/;

/** The part of a configuration that is checked. Wrangler's own type imports packages that are not installed. */
interface Config {
  hyperdrive: { binding: string; id: string }[];
  vars: Record<string, unknown>;
  routes?: (string | { pattern: string })[];
}

/** Returns what is still to be filled in for `env`. */
function missingSettings(env: string): string[] {
  const {
    hyperdrive,
    vars,
    routes = [],
  }: Config = unstable_readConfig({ config: `${root}wrangler.toml`, env }, { hideWarnings: true });
  const origin = typeof vars.SITE_ORIGIN === "string" ? vars.SITE_ORIGIN : "";
  const ids = hyperdrive.map(({ id }) => id);
  const unset = hyperdrive
    .filter(({ id }) => PLACEHOLDER.test(id))
    .map(({ binding }) => `the id of the Hyperdrive configuration ${binding}`);
  const sharesOneId = unset.length === 0 && new Set(ids).size < ids.length;
  const unreachable = routes.some((route) =>
    (typeof route === "string" ? route : route.pattern).endsWith("example.com"),
  );
  return [
    ...unset,
    ...(sharesOneId ? ["two Hyperdrive configurations: DB must not be the one that caches"] : []),
    ...(unreachable ? ["the site's own domain in routes"] : []),
    ...(/^https:\/\/(?!.*\bexample\.)/.test(origin)
      ? []
      : ["SITE_ORIGIN: links in mails begin with it"]),
  ];
}

await withCleanup(
  async () => {
    const [env, flag] = process.argv.slice(2);
    const dry = flag === "--dry-run";
    if ((env !== "staging" && env !== "production") || (flag !== undefined && !dry)) {
      throw new Error("npm run deploy -- staging|production [--dry-run]");
    }
    const missing = dry ? [] : missingSettings(env);
    if (missing.length > 0) {
      throw new Error(
        `wrangler.toml, [env.${env}], still needs:\n${missing.map((setting) => `  - ${setting}`).join("\n")}\ndocs/operations.md says how to come by them.`,
      );
    }
    // The folder gets the map that `npm run stack` reads.
    const built = ["--outdir", `dist/${env}`];
    await run("wrangler", [
      ...["deploy", "--env", env, "--minify", ...built],
      ...(dry ? ["--dry-run"] : []),
    ]);
  },
  async () => {},
);
