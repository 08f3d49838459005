/**
 * `npm run db:types`: writes `app/.server/db/schema.ts` (Kysely's types) and `tests/schema.sql` (the golden
 * schema) from the migrations, so that a review sees each change of the schema. A test fails when one of
 * them is out of date.
 */
import { writeFile } from "node:fs/promises";
import { step, withCleanup } from "../development/steps.ts";
import { migrate } from "./migrations.ts";
import { type Server, temporaryServer } from "./postgres.ts";
import { describeSchema, generateTypes, SCHEMA_SQL, SCHEMA_TS } from "./schema.ts";

let server: Server | undefined;
await withCleanup(
  async () => {
    server = await step("a new database", temporaryServer);
    const { url } = server;
    await step("migrations", () => migrate(url));
    await step("types and golden schema", async () => {
      await writeFile(SCHEMA_TS, await generateTypes(url));
      await writeFile(SCHEMA_SQL, await describeSchema(url));
    });
  },
  async () => server?.stop(),
);
