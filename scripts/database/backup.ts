/**
 * `npm run db:backup [-- --to folder] [--days 30]`: backs up the database that `DATABASE_URL` names,
 * or this checkout's own, and removes backups older than `--days`. It needs a direct connection.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root, step, withCleanup } from "../development/steps.ts";
import { backUp, RETENTION_DAYS } from "./backup/backup.ts";
import { developmentServer, type Server } from "./postgres.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    const { values } = parseArgs({ options: { to: { type: "string" }, days: { type: "string" } } });
    const folder = values.to ?? process.env.BACKUP_DIR ?? join(root, ".data", "backups");
    const days = Number(values.days ?? RETENTION_DAYS);
    if (!(days >= 1)) throw new Error("--days is a number of at least 1");
    server = await step("database", developmentServer);
    const { path, manifest, removed } = await backUp(server.url, { folder, now: new Date(), days });
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    console.log(`  ${path}  ${rows} rows, ${(manifest.bytes / 1e6).toFixed(1)} MB`);
    for (const name of removed) console.log(`  removed ${name}`);
  },
  async () => server?.stop(),
);
