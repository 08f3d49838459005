/**
 * `DATABASE_URL=… npm run db:restore -- <file.dump> [--replace]`: restores a backup into an empty
 * database and compares the two. It requires `DATABASE_URL`, so that nobody restores into the development
 * database by accident.
 */
import { parseArgs } from "node:util";
import { withCleanup } from "../development/steps.ts";
import { restore } from "./backup/restore.ts";

await withCleanup(
  async () => {
    const { values, positionals } = parseArgs({
      options: { replace: { type: "boolean" } },
      allowPositionals: true,
    });
    const [path] = positionals;
    const url = process.env.DATABASE_URL;
    if (!path || !url) {
      throw new Error("DATABASE_URL=postgres://… npm run db:restore -- <file.dump> [--replace]");
    }
    const manifest = await restore(url, path, { replace: values.replace ?? false });
    console.log(`  as of ${manifest.created_at}, migrated up to ${manifest.migration}`);
    console.log("  Next: npm run db:migrate, for a release that is newer than the backup.");
  },
  async () => {},
);
