/** The site that is attacked: the built Worker, with people on its boards. */
import { createTestHarness } from "wrangler";
import { connect } from "../../../app/.server/db/client.ts";
import { seedProduction } from "../../../seed/index.ts";
import { playAs } from "../../../tests/support/people/model.ts";
import { drawPerson } from "../../../tests/support/people/person.ts";
import type { Site } from "../../../tests/support/site.ts";
import { migrate } from "../../database/migrations.ts";
import { ensurePgbouncer } from "../../database/pgbouncer.ts";
import { startPooler } from "../../database/pooler.ts";
import { temporaryServer } from "../../database/postgres.ts";
import { createSiteLogin, SITE_LOGIN } from "../../database/site-login.ts";
import { offline } from "../../development/steps.ts";
import { endRun, startRun } from "./runs.ts";

/** More than the ten places that no suspect run is released into. */
const PEOPLE = 20;

/**
 * Starts a site with a database of its own.
 *
 * @param closers gets what stops each part, also when a later part fails to start
 */
export async function startSite(closers: (() => Promise<void>)[]): Promise<Site> {
  const server = await temporaryServer();
  closers.push(server.stop);
  await migrate(server.url);
  await seedProduction(server.url);
  const databaseUrl = await createSiteLogin(server.url);
  const workerUrl = new URL(databaseUrl);
  const pgbouncer = ensurePgbouncer();
  if (pgbouncer) {
    const pooler = await startPooler(pgbouncer, server.port, SITE_LOGIN);
    closers.push(pooler.stop);
    workerUrl.port = `${pooler.port}`;
  }
  const { db, close } = connect(databaseUrl, 10);
  closers.push(close);
  Object.assign(process.env, offline, {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: workerUrl.href,
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: workerUrl.href,
  });
  const harness = createTestHarness({
    workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
  });
  closers.push(() => harness.close());
  const { origin } = (await harness.listen()).url;
  return { origin, db, databaseUrl, ownerUrl: server.url, logs: () => harness.getLogs() };
}

/** Puts people on the boards. Without them a script that counts for nothing could still seem to be first. */
export async function letPeoplePlay(site: Site): Promise<void> {
  for (let n = 0; n < PEOPLE; n += 1) {
    const { player, game } = await startRun(site, { difficulty: "HARD" }, n + 1);
    const run = playAs(drawPerson(7_000 + n), game, { until: 120_000, seed: n });
    await endRun(site, player, game, run);
  }
}
