/**
 * `npm run deploy -- staging|production [--dry-run]`: releases what is checked out. The database has
 * been migrated before (docs/operations.md). Without `--dry-run` it refuses a wrangler.toml
 * that still has the placeholders of the repository.
 */
import { unstable_readConfig } from "wrangler";
import { root, run, withCleanup } from "../development/steps.ts";

const PLACEHOLDER = /^0+$/;

/** What of a configuration is looked at; wrangler's own type reaches for packages that are not here. */
interface Config {
  hyperdrive: { binding: string; id: string }[];
  routes?: (string | { pattern: string })[];
}

/** What is still to be filled in for `env`. */
function missing(env: string): string[] {
  const { hyperdrive, routes = [] }: Config = unstable_readConfig(
    { config: `${root}wrangler.toml`, env },
    { hideWarnings: true },
  );
  const ids = hyperdrive.map(({ id }) => id);
  const unset = hyperdrive
    .filter(({ id }) => PLACEHOLDER.test(id))
    .map(({ binding }) => `the id of the Hyperdrive configuration ${binding}`);
  const same = unset.length === 0 && new Set(ids).size < ids.length;
  const unreachable = routes.some((route) =>
    (typeof route === "string" ? route : route.pattern).endsWith("example.com"),
  );
  return [
    ...unset,
    ...(same ? ["two Hyperdrive configurations: DB must not be the one that caches"] : []),
    ...(unreachable ? ["the site's own domain in routes"] : []),
  ];
}

await withCleanup(
  async () => {
    const [env, flag] = process.argv.slice(2);
    const dry = flag === "--dry-run";
    if ((env !== "staging" && env !== "production") || (flag !== undefined && !dry)) {
      throw new Error("npm run deploy -- staging|production [--dry-run]");
    }
    const left = dry ? [] : missing(env);
    if (left.length > 0) {
      throw new Error(
        `wrangler.toml, [env.${env}], still needs:\n${left.map((one) => `  - ${one}`).join("\n")}\ndocs/operations.md says how to come by them.`,
      );
    }
    await run("wrangler", ["deploy", "--env", env, "--minify", ...(dry ? ["--dry-run"] : [])]);
  },
  async () => {},
);
