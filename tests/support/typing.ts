/** Plays a run in a browser page by its keyboard. */
import { sql } from "kysely";
import type { Page } from "playwright-core";
import type { Db } from "../../app/.server/db/client.ts";
import { pairShare } from "../../seed/player.ts";

/**
 * So many keys, six a second, take longer than half a minute. Of one random plan in 60 they make fewer than the 20 words
 * that a run needs to count, so typing goes on until there are more.
 */
const COUNTED_KEYS = 210;
const COUNTED_SPEED = 6;

const FIELD = "[data-testid=field]";

/** How long to wait when the field expects no key, as between two waves. */
const LULL_MS = 100;

const nameOf = (key: string) => (key === " " ? "Space" : key);

/**
 * Returns a gap in milliseconds, as uneven as people type, because even gaps are those of a machine. Squared, because
 * the browser adds the same time to each gap.
 */
const gapBetween = (before: string, key: string, keysASecond: number) =>
  (1000 / keysASecond) * pairShare(before, key) ** 2;

/** Waits until the field expects a key, and returns it. One call into the page, which looks when the field changes. */
const nextKeyOf = (page: Page): Promise<string> =>
  page.evaluate(
    (selector) =>
      new Promise<string>((resolve) => {
        const field = document.querySelector(selector);
        if (!field) throw new Error("no field");
        const observer = new MutationObserver(look);
        function look() {
          const key = field?.getAttribute("data-next-key");
          if (!key) return;
          observer.disconnect();
          resolve(key);
        }
        observer.observe(field, { attributeFilter: ["data-next-key"] });
        look();
      }),
    FIELD,
  );

/**
 * Types the keys that the field expects, about `keysASecond`, and returns their number.
 *
 * @param enough is called with the number of keys before each key; typing stops when it returns true
 */
export async function typeOn(
  page: Page,
  keysASecond: number,
  enough: (keys: number) => boolean,
): Promise<number> {
  let keys = 0;
  let before = " ";
  while (!enough(keys)) {
    const key = await nextKeyOf(page);
    await page.keyboard.press(nameOf(key), { delay: gapBetween(before, key, keysASecond) });
    before = key;
    keys += 1;
  }
  return keys;
}

/**
 * Returns the time on the page's clock, the key that the field expects, and whether more than 20 words are typed: the first
 * power is earned by 20 without an error, and the next words are counted towards the next power.
 */
const readField = (page: Page) =>
  page.evaluate((selector) => {
    const key = document.querySelector(selector)?.getAttribute("data-next-key");
    const power = document.querySelector("[data-part=power]:not([hidden])");
    const next = document.querySelector("[data-part=nextPower]")?.textContent ?? "";
    const hasWords = power !== null && !next.includes(" 0/");
    return { now: performance.now(), key, hasWords };
  }, FIELD);

/** Types for longer than half a minute, in real time: nobody can move the start of a guest's run, which is signed. */
export async function typeUntilCounted(page: Page): Promise<void> {
  await typeOn(page, COUNTED_SPEED, (keys) => keys === COUNTED_KEYS);
  while (!(await readField(page)).hasWords) await typeOn(page, COUNTED_SPEED, (keys) => keys === 1);
}

/** Moves all earlier runs back by a day: a run that overlaps another one of its player does not count. */
const moveEarlierRunsBack = (db: Db) =>
  db
    .updateTable("game_results")
    .set({
      first_key_at: sql`first_key_at - interval '1 day'`,
      last_key_at: sql`last_key_at - interval '1 day'`,
    })
    .where("last_key_at", "is not", null)
    .execute();

/** Returns a function that moves the start of the game last started, as if `ms` had passed on the server since now. */
async function startMover(db: Db) {
  const { id, elapsed } = await db
    .selectFrom("game_sessions")
    .select([
      "id",
      sql<number>`extract(epoch FROM clock_timestamp() - started_at)::float8`.as("elapsed"),
    ])
    .where("ended_at", "is", null)
    .orderBy("started_at", "desc")
    .executeTakeFirstOrThrow();
  return (ms: number) =>
    db
      .updateTable("game_sessions")
      .set({
        started_at: sql`clock_timestamp() - make_interval(secs => ${elapsed + ms / 1000})`,
      })
      .where("id", "=", id)
      .execute();
}

/** How far the page's clock may be ahead of the server's: less than the difference at which the server refuses a log. */
const AHEAD_MS = 1_000;

/**
 * Types like `typeUntilCounted`, but moves the page's clock on instead of waiting, and the start of the game back with it.
 * The page must have `clock.install()` from before it was loaded.
 *
 * @param db the database of the game; undefined for a guest's run, whose time only a claim compares with the server's
 */
export async function typeOnTestClock(page: Page, db?: Db): Promise<void> {
  if (db) await moveEarlierRunsBack(db);
  const moveStart = db && (await startMover(db));
  const { now: since } = await readField(page);
  let moved = 0;
  let before = " ";
  for (let keys = 0; ; ) {
    const { now, key, hasWords } = await readField(page);
    if (keys >= COUNTED_KEYS && hasWords) break;
    if (now - since - moved > AHEAD_MS) {
      moved = now - since;
      await moveStart?.(moved);
    }
    if (key) {
      await page.keyboard.press(nameOf(key));
      keys += 1;
    }
    await page.clock.runFor(key ? Math.round(gapBetween(before, key, COUNTED_SPEED)) : LULL_MS);
    before = key || before;
  }
  await moveStart?.((await readField(page)).now - since);
}
