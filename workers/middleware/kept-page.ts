/** A page in the Cache API: its bytes, where its nonce stands in them, and the boards that it shows. */
import { untilTomorrow } from "../../app/.server/db/time.ts";
import { areUnchanged, type ShownBoards } from "./board-cache.ts";

/** How old a kept page may get. */
const MAX_AGE_MS = 60_000;

/** The headers of a page that every visitor gets. A page with any other is not kept. */
const HEADERS = new Set(["content-type", "link"]);

const PLACES = "X-Nonce-Places";
const SHOWN = "X-Shown-Boards";
const RENDERED = "X-Rendered-At";

export interface KeptPage {
  body: ArrayBuffer;
  headers: [string, string][];
  ageMs: number;
}

const open = () => caches.open("pages");
const encoder = new TextEncoder();

/** Returns the byte offsets of the nonce. */
export function placesOf(html: string, nonce: string): number[] {
  const length = encoder.encode(nonce).byteLength;
  let place = -length;
  const parts = html.split(nonce).slice(0, -1);
  return parts.map((part) => {
    place += length + encoder.encode(part).byteLength;
    return place;
  });
}

/** Returns whether an answer is one that every visitor may get. */
export const isKeepable = ({ status, headers }: Response) =>
  status === 200 &&
  headers.get("Content-Type")?.startsWith("text/html") === true &&
  [...headers.keys()].every((name) => HEADERS.has(name.toLowerCase()));

/** Returns for how long a page is kept that was rendered then: no longer than its day lasts, which pages name. */
export function remainingMs(renderedAt: Date, now: number): number {
  const { ends_at } = untilTomorrow(renderedAt);
  return Math.min(renderedAt.getTime() + MAX_AGE_MS, Date.parse(ends_at)) - now;
}

interface RenderedPage {
  nonce: string;
  renderedAt: Date;
  shown: ShownBoards;
  /** Returns whether something was missing when it was rendered. */
  isIncomplete(): boolean;
}

/** Keeps a page when it has been sent. */
export async function keepPage(key: string, page: Response, rendered: RenderedPage): Promise<void> {
  const { nonce, renderedAt, shown, isIncomplete } = rendered;
  const html = await page.text();
  const places = placesOf(html, nonce);
  const seconds = Math.floor(remainingMs(renderedAt, Date.now()) / 1000);
  if (isIncomplete() || places.length === 0 || seconds <= 0) return;
  const headers = new Headers(page.headers);
  headers.set("Cache-Control", `max-age=${seconds}`);
  headers.set(PLACES, places.join());
  headers.set(SHOWN, JSON.stringify([...shown]));
  headers.set(RENDERED, `${renderedAt.getTime()}`);
  await (await open()).put(key, new Response(html, { headers }));
}

/** Returns the page of a key with a nonce of its own; undefined when there is none, or when what it shows has changed. */
export async function findPage(key: string, nonce: string): Promise<KeptPage | undefined> {
  const entry = await (await open()).match(key);
  if (!entry) return undefined;
  const { headers } = entry;
  const ageMs = Date.now() - Number(headers.get(RENDERED));
  const shown: [string, string][] = JSON.parse(headers.get(SHOWN) ?? "[]");
  const [body, current] = await Promise.all([entry.arrayBuffer(), areUnchanged(shown)]);
  if (!current) return undefined;
  const fresh = encoder.encode(nonce);
  const bytes = new Uint8Array(body);
  for (const place of headers.get(PLACES)?.split(",") ?? []) bytes.set(fresh, Number(place));
  return { body, headers: [...headers].filter(([name]) => HEADERS.has(name)), ageMs };
}
