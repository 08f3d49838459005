/** Sends requests over a fixed number of connections, and measures them. */
import { Pool } from "undici";
import { type LoadResult, measureLoad } from "../load/measure-load.ts";
import type { Case, PageRequest } from "./cases.ts";

/** Returns the time until the first byte of the answer, in milliseconds. */
async function send(pool: Pool, { method, path, headers, body }: PageRequest): Promise<number> {
  const sentAt = performance.now();
  const answer = await pool.request({ method, path, headers, body: body ?? null });
  let first = Number.NaN;
  for await (const _ of answer.body) if (Number.isNaN(first)) first = performance.now() - sentAt;
  if (answer.statusCode >= 300) throw new Error(`${path} answers ${answer.statusCode}`);
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

/** In how many turns the seconds of a case are: what slows the machine for a while slows all cases then, or counts for none. */
const TURNS = 5;

type Programs = Record<string, () => number[]>;

/** Sends the requests of a case for `seconds`, as many at once as there are connections. */
async function measureCase(
  origin: URL,
  { name, request }: Case,
  connections: number,
  seconds: number,
  programs: Programs,
): Promise<LoadResult> {
  const pool = new Pool(origin.origin, { connections });
  let error: unknown;
  const result = await measureLoad({
    ...{ name, atOnce: connections, programs, seconds },
    request: async (n) => {
      const next = request(n);
      if (!next) return false;
      await send(pool, next).catch((thrown) => {
        error = thrown;
        throw thrown;
      });
      return true;
    },
  });
  await pool.close();
  if (error) console.log(`${name}: ${error}`);
  return result;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Returns the medians of the turns of one case. */
function middleOf(turns: LoadResult[]): LoadResult {
  const [first] = turns;
  if (!first) throw new Error("a case without a turn");
  const of = (figure: (turn: LoadResult) => number) => median(turns.map(figure));
  return {
    name: first.name,
    perSecond: of(({ perSecond }) => perSecond),
    p50: of(({ p50 }) => p50),
    p95: of(({ p95 }) => p95),
    p99: of(({ p99 }) => p99),
    failed: turns.reduce((sum, { failed }) => sum + failed, 0),
    costs: Object.fromEntries(
      Object.keys(first.costs).map((program) => [
        program,
        of(({ costs }) => costs[program] ?? Number.NaN),
      ]),
    ),
  };
}

/** A case's measurements, with its throughput as a share of the reference's where it has an aim for that. */
export interface CaseResult extends LoadResult {
  share?: number;
}

interface Measuring {
  originOf: (of: Case) => URL;
  connections: number;
  /** For each case, without the turns of the reference beside it. */
  seconds: number;
  programs: Programs;
  /**
   * The case that those with `atLeast` are compared with. It is measured before and after each of them, because the machine's
   * speed changes within a minute by more than the differences of interest.
   */
  reference?: Case | undefined;
}

/** Measures cases in turns; a case whose requests can be sent only once in one of them. */
export async function measureCases(
  cases: readonly Case[],
  { originOf, connections, seconds, programs, reference }: Measuring,
): Promise<CaseResult[]> {
  const results = new Map<Case, LoadResult[]>(cases.map((each) => [each, []]));
  const shares = new Map<Case, number[]>();
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const each of cases) {
      if (each.once && turn > 0) continue;
      const time = each.once ? seconds : seconds / TURNS;
      const measure = (one: Case) => measureCase(originOf(one), one, connections, time, programs);
      const compared = each.atLeast === undefined ? undefined : reference;
      if (turn === 0 && !each.once)
        await measureCase(originOf(each), each, connections, WARM_SECONDS, programs);
      const before = compared && (await measure(compared));
      const result = await measure(each);
      results.get(each)?.push(result);
      if (!compared || !before) continue;
      const after = await measure(compared);
      if (before.failed + after.failed > 0) throw new Error(`${compared.name} failed`);
      const share = (2 * result.perSecond) / (before.perSecond + after.perSecond);
      shares.set(each, [...(shares.get(each) ?? []), share]);
    }
  }
  return [...results].map(([each, turns]) => {
    const share = shares.get(each);
    return { ...middleOf(turns), ...(share && { share: median(share) }) };
  });
}
