/** Starts PostgreSQL again when it ends on its own. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Server, startPostgres } from "./postgres.ts";

/** How often in a row a server is started again, and after how long a run it counts anew. */
const MAX_RESTARTS = 5;
const STEADY_MS = 60_000;
/** Milliseconds before each start, in which the processes of a killed server end; until then it refuses to start. */
const PAUSE_MS = 1_000;

export interface Supervised {
  /** Ends the supervision, and stops the server. */
  stop(): Promise<void>;
  /** Rejects when the server ends and cannot be started again. */
  failed: Promise<never>;
}

/** Starts the server of `folder` at the same port, since the site goes on connecting there. */
async function restart(folder: string, port: number): Promise<Server> {
  const server = await startPostgres(folder, { port });
  if (server.port === port) return server;
  await server.stop();
  throw new Error(`port ${port} is in use`);
}

/**
 * Watches a server, says so when it ends, and starts it again: a developer's machine kills it when memory is short,
 * and every page would answer 503 from then on.
 *
 * @param folder the server's data
 */
export function supervise(first: Server, folder: string): Supervised {
  let server = first;
  let stopping = false;
  let restarting: Promise<unknown> = Promise.resolve();

  const startAgain = async () => {
    let cause: unknown;
    for (let attempt = 1; attempt <= MAX_RESTARTS && !stopping; attempt += 1) {
      await sleep(PAUSE_MS);
      try {
        server = await restart(folder, first.port);
        console.log("✓ PostgreSQL is up again.");
        return;
      } catch (error) {
        cause = error;
      }
    }
    if (stopping) return;
    throw new Error(`PostgreSQL does not start again: ${(cause as Error).message}`, { cause });
  };

  const watch = async (): Promise<never> => {
    let restarts = 0;
    for (;;) {
      const started = Date.now();
      await server.ended();
      if (stopping) return new Promise<never>(() => {});
      restarts = Date.now() - started < STEADY_MS ? restarts + 1 : 1;
      if (restarts > MAX_RESTARTS) throw new Error(`PostgreSQL ended ${restarts} times in a row`);
      console.error("✗ PostgreSQL ended on its own. It is started again.");
      restarting = startAgain();
      await restarting;
    }
  };

  const failed = watch();
  // The caller may look at it later than it fails.
  failed.catch(() => {});
  const stop = async () => {
    stopping = true;
    await restarting.catch(() => {});
    await server.stop();
  };
  return { stop, failed };
}
