/**
 * The population: how many players there are, how much they play, and when. Random numbers are hashes, so that the
 * same sizes give the same players and runs, in any order and from any number of connections.
 */

export interface Population {
  players: number;
  runs: number;
  /** When the last run ends. The first ends two years before. */
  until: Date;
}

const DAY_MS = 86_400_000;
const SPAN_MS = 730 * DAY_MS;
/** About the number of runs that one statement draws: as many as fit into memory. */
const CHUNK = 100_000;
/** Milliseconds between two consecutive runs of a player: a run and the break after it. */
const RUN_MS = 480_000;
/** The number of consecutive runs in a row by one player. */
export const IN_A_ROW = 3;

/** The runs of some whole UTC days: from number `from` to before number `to`. */
export interface Chunk {
  from: number;
  to: number;
  /** The number of players who are in the middle of a row of runs at the same time. */
  slots: number;
}

/** Returns when the first run ends, and the seconds from then to the end of the last. */
export function timesOf({ until }: Population) {
  return { start: (until.getTime() - SPAN_MS) / 1000, span: SPAN_MS / 1000 };
}

/** Divides all runs into chunks of whole days, so that a chunk alone can tell who has taken a day's challenge. */
export function chunksOf({ runs, until }: Population): Chunk[] {
  const first = until.getTime() - SPAN_MS;
  // The runs a day increase: the time of run number i is the square root of its share of all runs.
  const runsBefore = (time: number) => Math.ceil(runs * ((time - first) / SPAN_MS) ** 2 - 0.5);
  const chunks: Chunk[] = [];
  let from = 0;
  for (let day = Math.ceil(first / DAY_MS) * DAY_MS; from < runs; day += DAY_MS) {
    const to = day >= until.getTime() ? runs : Math.max(from, runsBefore(day));
    if (to - from < CHUNK && to < runs) continue;
    const apart = SPAN_MS / (2 * Math.sqrt(runs * ((from + to) / 2)));
    chunks.push({ from, to, slots: Math.max(1, Math.round(RUN_MS / apart)) });
    from = to;
  }
  return chunks;
}

/**
 * The SQL functions that draw runs and players. Activity follows a power law whose head is the same at any size:
 * with an average of ten runs, the busiest player has about 2,600, one player in a hundred more than 100, and
 * half of the players have two or three.
 */
export const FUNCTIONS = `
  CREATE FUNCTION bench.chance(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
    'SELECT (hashint8extended(n, salt) & 4503599627370495)::float8 / 4503599627370496';
  CREATE FUNCTION bench.normal(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
    'SELECT sqrt(-2 * ln(1 - bench.chance(n, salt))) * cos(2 * pi() * bench.chance(n, salt + 1000))';
  CREATE FUNCTION bench.player(u float8, players int) RETURNS int LANGUAGE sql IMMUTABLE AS
    'SELECT least(players - 1, floor(players * 0.0005 * (2001 ^ u - 1)))::int';
  CREATE FUNCTION bench.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT overlay(overlay(md5(kind || n::text) placing '4' from 13) placing 'a' from 17)::uuid $$;
  CREATE FUNCTION bench.is_off(p bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS
    'SELECT bench.chance(p, 44) < 0.02';
`;
