/**
 * `npm run bench:sign-in`: measures whether the time of a refused sign-in reveals anything about the account.
 * Sends sign-ins of each kind of account in turn, so that noise of the machine affects all kinds alike. Needs
 * the built Worker (`npm test` or `npm run build:worker`).
 */
import { createTestHarness } from "wrangler";
import { hashPassword } from "../../app/.server/auth/passwords.ts";
import { connect } from "../../app/.server/db/client.ts";
import { migrate } from "../database/migrations.ts";
import { type Server, temporaryServer } from "../database/postgres.ts";
import { offline, withCleanup } from "../development/steps.ts";

const ROUNDS = 100;
const KINDS = ["unknown", "wrong password", "deactivated", "deleted", "locked"] as const;

let server: Server | undefined;
let harness: ReturnType<typeof createTestHarness> | undefined;

/** Creates an account for each kind and round, because repeated failures would lock an account. */
async function prepare(url: string) {
  const connection = connect(url, 4);
  const password_hash = await hashPassword("the right one");
  for (const kind of KINDS.slice(1)) {
    const users = Array.from({ length: ROUNDS }, (_, n) => ({
      username: `${kind.replace(" ", "_")}_${n}`,
      email: `${kind.replace(" ", ".")}.${n}@example.com`,
      display_name: kind,
      password_hash,
      is_active: kind !== "deactivated" && kind !== "deleted",
      deleted_at: kind === "deleted" ? new Date() : null,
    }));
    await connection.db.insertInto("users").values(users).execute();
  }
  await connection.close();
}

/** Sends a sign-in with a wrong password. Returns its time in milliseconds and its status. */
async function attemptSignIn(origin: string, kind: string, n: number): Promise<[number, number]> {
  const email = `${kind.replace(" ", ".")}.${n}@example.com`;
  const started = performance.now();
  const response = await fetch(`${origin}/api/auth/login`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "CF-Connecting-IP": `198.51.100.${n % 250}-${kind}`,
    },
    body: JSON.stringify({ email, password: "a wrong one" }),
  });
  await response.text();
  return [performance.now() - started, response.status];
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

await withCleanup(
  async () => {
    server = await temporaryServer();
    await migrate(server.url);
    await prepare(server.url);
    Object.assign(process.env, offline, {
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: server.url,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: server.url,
    });
    harness = createTestHarness({
      workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
    });
    const { origin } = (await harness.listen()).url;
    for (let n = 0; n < 11; n += 1) await attemptSignIn(origin, "locked", 0);

    const times = new Map<string, number[]>(KINDS.map((kind) => [kind, []]));
    const statuses = new Map<string, Set<number>>(KINDS.map((kind) => [kind, new Set()]));
    for (let n = 0; n < ROUNDS; n += 1) {
      for (const kind of KINDS) {
        const [time, status] = await attemptSignIn(origin, kind, kind === "locked" ? 0 : n);
        times.get(kind)?.push(time);
        statuses.get(kind)?.add(status);
      }
    }
    const medians = [...times].map(([kind, values]) => [kind, median(values)] as const);
    const shortest = Math.min(...medians.map(([, time]) => time));
    console.log("| account | answers | median of 100 | above the shortest |");
    console.log("|---|---|--:|--:|");
    for (const [kind, time] of medians) {
      const above = ((time / shortest - 1) * 100).toFixed(1);
      console.log(
        `| ${kind} | ${[...(statuses.get(kind) ?? [])].join(", ")} | ${time.toFixed(1)} ms | ${above} % |`,
      );
    }
  },
  async () => {
    await harness?.close();
    await server?.stop();
  },
);
