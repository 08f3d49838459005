/**
 * `node scripts/database/backup/expired.ts <days>`: reads names of backups, one a line, and writes the names of
 * the files of those older than `days`, but never of the newest. For storage that is not a folder.
 */
import { text } from "node:stream/consumers";
import { backupFiles, expired } from "./files.ts";

const days = Number(process.argv[2]);
if (!(days >= 1)) throw new Error("node scripts/database/backup/expired.ts <days>, of at least 1");
const names = (await text(process.stdin)).split("\n").map((name) => name.trim());
for (const name of expired(names, new Date(), days)) console.log(backupFiles(name).join("\n"));
