/**
 * `npm run bench:sign-in`: measures whether the time of an answer reveals anything about an account: of refused sign-ins,
 * of forgotten passwords, and of registrations. Sends requests for each kind of account in turn, so that noise of the machine
 * affects all kinds alike. Needs the built Worker (`npm test` or `npm run build:worker`).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { createTestHarness } from "wrangler";
import { hashPassword, NO_PASSWORD } from "../../app/.server/auth/passwords.ts";
import { connect } from "../../app/.server/db/client.ts";
import { migrate } from "../database/migrations.ts";
import { type Server, temporaryServer } from "../database/postgres.ts";
import { offline, withCleanup } from "../development/steps.ts";

const ROUNDS = 100;
/** Milliseconds between two requests. */
const PAUSE = 60;
/** `elsewhere` has no password, and signs in with GitHub. */
const ACCOUNTS = ["active", "elsewhere", "deactivated", "deleted", "locked", "taken"] as const;

const addressOf = (kind: string, n: number) => `${kind}.${n}@example.com`;

interface Call {
  path: string;
  kinds: readonly string[];
  body(kind: string, n: number): Record<string, string>;
}

/** An address of no account is of the kind `unknown`. */
const CALLS: Record<string, Call> = {
  "sign-in with a wrong password": {
    path: "login",
    kinds: ["unknown", "active", "elsewhere", "deactivated", "deleted", "locked"],
    body: (kind, n) => ({
      email: addressOf(kind, kind === "locked" ? 0 : n),
      password: "a wrong one",
    }),
  },
  "forgotten password": {
    path: "forgot",
    kinds: ["unknown", "active", "elsewhere", "deactivated", "deleted"],
    body: (kind, n) => ({ email: addressOf(kind, n) }),
  },
  registration: {
    path: "register",
    kinds: ["unknown", "taken", "deleted"],
    body: (kind, n) => ({
      username: `new_${kind}_${n}`,
      email: addressOf(kind === "unknown" ? "new" : kind, n),
      password: "a good enough one",
    }),
  },
};

let server: Server | undefined;
let harness: ReturnType<typeof createTestHarness> | undefined;

/** Creates an account for each kind and round, because repeated failures would lock an account. */
async function prepare(url: string) {
  const connection = connect(url, 4);
  const password_hash = await hashPassword("the right one");
  for (const kind of ACCOUNTS) {
    const users = Array.from({ length: ROUNDS }, (_, n) => ({
      username: `${kind}_${n}`,
      email: addressOf(kind, n),
      display_name: kind,
      password_hash: kind === "elsewhere" ? NO_PASSWORD : password_hash,
      is_active: kind !== "deactivated" && kind !== "deleted",
      deleted_at: kind === "deleted" ? new Date() : null,
    }));
    await connection.db.insertInto("users").values(users).execute();
  }
  await connection.close();
}

/** Sends a request. Returns its time in milliseconds and its status. */
async function send(origin: string, { path, body }: Call, kind: string, n: number) {
  const started = performance.now();
  const response = await fetch(`${origin}/api/auth/${path}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "CF-Connecting-IP": `198.51.100.${n % 250}-${kind}`,
    },
    body: JSON.stringify(body(kind, n)),
  });
  await response.text();
  return { time: performance.now() - started, status: response.status };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Prints the medians of a call by the kind of account. */
async function measure(origin: string, name: string, call: Call) {
  const results = new Map(
    call.kinds.map((kind) => [kind, [] as { time: number; status: number }[]]),
  );
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const [kind, answers] of results) {
      answers.push(await send(origin, call, kind, n));
      // A mail is sent after the response, which would count for the next request.
      await sleep(PAUSE);
    }
  }
  const medians = [...results].map(
    ([kind, answers]) =>
      [
        kind,
        median(answers.map(({ time }) => time)),
        new Set(answers.map(({ status }) => status)),
      ] as const,
  );
  const shortest = Math.min(...medians.map(([, time]) => time));
  for (const [kind, time, statuses] of medians) {
    const above = ((time / shortest - 1) * 100).toFixed(1);
    console.log(
      `| ${name} | ${kind} | ${[...statuses].join(", ")} | ${time.toFixed(1)} ms | ${above} % |`,
    );
  }
}

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
    const [signIn] = Object.values(CALLS);
    for (let n = 0; n < 11 && signIn; n += 1) await send(origin, signIn, "locked", n);
    console.log("| call | account | answers | median of 100 | above the shortest |");
    console.log("|---|---|---|--:|--:|");
    for (const [name, call] of Object.entries(CALLS)) await measure(origin, name, call);
  },
  async () => {
    await harness?.close();
    await server?.stop();
  },
);
