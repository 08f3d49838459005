/**
 * Who plays, how much, and when: chance is a hash of a number, so that the same sizes give
 * the same players and runs, in any order and from any number of connections.
 */

export interface Population {
  players: number;
  runs: number;
  /** When the last run ended; the first ended two years before. */
  until: Date;
}

const DAY_MS = 86_400_000;
const SPAN_MS = 730 * DAY_MS;
/** Runs that one statement draws, about: as much as fits into memory. */
const CHUNK = 100_000;
/** How long a run takes with the break after it: a player's runs in a row are as far apart. */
const RUN_MS = 480_000;
/** Runs in a row. */
export const IN_A_ROW = 3;

/** Runs of some whole UTC days: `from` is the number of the first, `to` that after the last. */
export interface Chunk {
  from: number;
  to: number;
  /** How many players are in the middle of a row of runs at once. */
  slots: number;
}

/** The first run, and the seconds from it to the last. */
export function timesOf({ until }: Population) {
  return { start: (until.getTime() - SPAN_MS) / 1000, span: SPAN_MS / 1000 };
}

/** All runs, by whole days: a daily challenge is taken once a day, which a chunk can tell alone. */
export function chunksOf({ runs, until }: Population): Chunk[] {
  const first = until.getTime() - SPAN_MS;
  // Ever more runs a day: the time of run number i is the square root of its share of all.
  const before = (time: number) => Math.ceil(runs * ((time - first) / SPAN_MS) ** 2 - 0.5);
  const chunks: Chunk[] = [];
  let from = 0;
  for (let day = Math.ceil(first / DAY_MS) * DAY_MS; from < runs; day += DAY_MS) {
    const to = day >= until.getTime() ? runs : Math.max(from, before(day));
    if (to - from < CHUNK && to < runs) continue;
    const apart = SPAN_MS / (2 * Math.sqrt(runs * ((from + to) / 2)));
    chunks.push({ from, to, slots: Math.max(1, Math.round(RUN_MS / apart)) });
    from = to;
  }
  return chunks;
}

/**
 * The functions that runs and players are drawn with. Activity follows a power law of which
 * the head is the same at any size: with ten runs a player, the busiest has about 2,600, every
 * hundredth more than 100, and half have two or three.
 */
export const CHANCE = `
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
