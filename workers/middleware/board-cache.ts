/** Caches the first pages of boards in the Cache API, which has a cache for each data centre and none on `workers.dev`. */
import type { BoardKey } from "../../app/.server/leaderboards/board-key.ts";
import type { BoardCache } from "../../app/.server/leaderboards/cache.ts";
import { boardSchema } from "../../app/contracts/leaderboard.ts";
import { describeError, log } from "../log.ts";

const MAX_AGE_SECONDS = 5 * 60;

/** The header with the version of a board. One that was deleted never comes back. */
const VERSION = "X-Version";

/** The boards that a response shows: the address of each, with its version before the database was read. */
export type ShownBoards = Map<string, string>;

/** A cache for one request, which notes the boards that its response shows. */
export interface RequestBoardCache extends BoardCache {
  readonly shown: ShownBoards;
}

const open = () => caches.open("boards");

/**
 * Returns the cache key of a board: a URL that no request can have. The challenges of a language have one for all days, because
 * `/daily` shows those of two days.
 */
function addressOf({ type, period_start, metric, language, difficulty, season }: BoardKey) {
  const period = type === "challenge" ? "every-day" : period_start;
  const parts = [season, type, period, metric, language ?? "all", difficulty ?? "all"];
  return `https://boards.invalid/${parts.join("/")}`;
}

/**
 * Returns the cache key of the page of a version. Nobody looks for the page of a version that is gone, so it may be kept too
 * late.
 */
const pageAddressOf = (address: string, version: string) => `${address}/${version}`;

const entryOf = (content: unknown, headers: Record<string, string> = {}) =>
  Response.json(content, {
    headers: { "Cache-Control": `max-age=${MAX_AGE_SECONDS}`, ...headers },
  });

const versionOf = (entry: Response | undefined) => entry?.headers.get(VERSION) ?? undefined;

/** Returns whether no board has changed since its version was read. */
export async function areUnchanged(shown: Iterable<readonly [string, string]>): Promise<boolean> {
  const cache = await open();
  const checks = [...shown].map(async ([address, version]) => {
    const entry = await cache.match(address);
    await entry?.body?.cancel();
    return versionOf(entry) === version;
  });
  return (await Promise.all(checks)).every(Boolean);
}

/** Returns what `work` does; undefined when the cache fails, without which every answer is the same, only slower. */
async function unlessAway<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    log("warn", "board_cache_away", describeError(error));
    return undefined;
  }
}

interface Hooks {
  /** Keeps the Worker alive until work is done. */
  waitUntil(work: Promise<unknown>): void;
  /** Is called after each read with whether it was a hit, and its milliseconds. */
  onRead?(hit: boolean, milliseconds: number): void;
  /** Is called when it cannot be noted that the response shows a board. Then nobody may keep the response. */
  onUnnoted?(): void;
}

/**
 * Returns the cache of this data centre. It never throws.
 *
 * A board gets its version before the database is read, and its page is kept under that version. To drop a board is to delete
 * its version: nothing puts it back, so what was read before is not found after it.
 */
export function boardCache({ waitUntil, onRead, onUnnoted }: Hooks): RequestBoardCache {
  const shown: ShownBoards = new Map();

  /** Notes that a board is shown. Returns the address of its page. */
  async function note(board: BoardKey): Promise<string> {
    const address = addressOf(board);
    const cache = await open();
    const entry = await cache.match(address);
    await entry?.body?.cancel();
    const version = versionOf(entry) ?? crypto.randomUUID();
    if (versionOf(entry) === undefined)
      await cache.put(address, entryOf(null, { [VERSION]: version }));
    shown.set(address, version);
    return pageAddressOf(address, version);
  }

  async function noteUnlessAway(board: BoardKey): Promise<string | undefined> {
    const address = await unlessAway(note(board));
    if (address === undefined) onUnnoted?.();
    return address;
  }

  async function pageAt(address: string): Promise<unknown> {
    const entry = await (await open()).match(address);
    return entry?.json();
  }

  return {
    shown,
    async show(board) {
      await noteUnlessAway(board);
    },
    async read(board) {
      const started = performance.now();
      const address = await noteUnlessAway(board);
      // An earlier release may have stored another shape.
      const page = boardSchema.safeParse(address && (await unlessAway(pageAt(address)))).data;
      onRead?.(page !== undefined, performance.now() - started);
      return page;
    },
    keep(board, page) {
      const address = addressOf(board);
      const version = shown.get(address);
      if (version === undefined) return;
      const keep = async () => (await open()).put(pageAddressOf(address, version), entryOf(page));
      waitUntil(unlessAway(keep()));
    },
    async drop(boards) {
      const drop = async () => {
        const cache = await open();
        await Promise.all(boards.map((board) => cache.delete(addressOf(board))));
      };
      await unlessAway(drop());
    },
  };
}
