/** Puts a distance between PgBouncer and PostgreSQL, as there is between Hyperdrive and a database far away. */

import { createServer, connect as dial, type Socket } from "node:net";
import pg from "pg";

/** Hands everything on from one socket to the other, `ms` later and in its order. */
function delay(from: Socket, to: Socket, ms: number) {
  from.on("data", (chunk) => setTimeout(() => to.write(chunk), ms));
  from.on("end", () => setTimeout(() => to.end(), ms));
  from.on("error", () => to.destroy());
}

/**
 * Returns the milliseconds of a round trip as it really is, with the pooler and the timers of this program: the median of
 * `select 1` over an open connection.
 */
export async function measureRoundTrip(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const times: number[] = [];
  for (let n = 0; n < 41; n += 1) {
    const sentAt = performance.now();
    await client.query("SELECT 1");
    times.push(performance.now() - sentAt);
  }
  await client.end();
  return times.sort((a, b) => a - b)[20] ?? Number.NaN;
}

/**
 * Listens on a free port, and hands on to `port`.
 *
 * @param roundTrip milliseconds there and back
 */
export async function startDistance(port: number, roundTrip: number) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(port, "127.0.0.1");
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    delay(near, far, roundTrip / 2);
    delay(far, near, roundTrip / 2);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
