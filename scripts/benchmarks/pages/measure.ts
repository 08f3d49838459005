/** Sends requests over a fixed number of connections, and measures them. */
import { Pool } from "undici";
import { measureLoad } from "../load/measure-load.ts";
import type { Case, PageRequest } from "./cases.ts";

/** Returns the time until the first byte of the answer, in milliseconds. */
async function send(pool: Pool, { method, path, headers, body }: PageRequest): Promise<number> {
  const sentAt = performance.now();
  const answer = await pool.request({ method, path, headers, body: body ?? null });
  let first = Number.NaN;
  for await (const _ of answer.body) if (Number.isNaN(first)) first = performance.now() - sentAt;
  if (answer.statusCode >= 400) throw new Error(`${path} answers ${answer.statusCode}`);
  return Number.isNaN(first) ? performance.now() - sentAt : first;
}

/**
 * Sends the requests of a case one after the other on one connection.
 *
 * @returns the times until the first byte, sorted, without the first `warm` ones
 */
export async function firstBytes(
  origin: URL,
  { request }: Case,
  warm: number,
  count: number,
): Promise<number[]> {
  const pool = new Pool(origin.origin, { connections: 1 });
  const times: number[] = [];
  for (let n = 1; n <= warm + count; n += 1) {
    const next = request(n);
    if (next) times.push(await send(pool, next));
  }
  await pool.close();
  return times.slice(warm).sort((a, b) => a - b);
}

/** How long a case is sent before it is measured, so that V8 has compiled what it runs often. */
const WARM_SECONDS = 2;

/** Sends the requests of a case for `seconds`, as many at once as there are connections. */
export async function measureCase(
  origin: URL,
  { name, request, once }: Case,
  connections: number,
  seconds: number,
  programs: Record<string, () => number[]>,
) {
  const pool = new Pool(origin.origin, { connections });
  let error: unknown;
  const load = {
    ...{ name, atOnce: connections, programs },
    request: async (n: number) => {
      const next = request(n);
      if (!next) return false;
      await send(pool, next).catch((thrown) => {
        error = thrown;
        throw thrown;
      });
      return true;
    },
  };
  if (!once) await measureLoad({ ...load, seconds: WARM_SECONDS });
  const result = await measureLoad({ ...load, seconds });
  await pool.close();
  if (error) console.log(`${name}: ${error}`);
  return result;
}
