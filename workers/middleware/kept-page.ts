/** A page in the Cache API: its bytes, where its nonce stands in them, and the boards that it shows. */
import { untilTomorrow } from "../../app/.server/db/time.ts";
import { areUnchanged, type ShownBoards } from "./board-cache.ts";

/** How old a kept page may get. */
const MAX_AGE_MS = 60_000;

/** The headers of a page that every visitor gets. A page with any other is not kept. */
const HEADERS = new Set(["content-type", "link"]);

/** The header of an entry with what is known of its page, in one because each read of a header costs. */
const ABOUT = "X-Page";

interface About {
  /** The byte offsets of the nonce. */
  places: number[];
  /** The boards that the page shows, with their versions. */
  shown: [address: string, version: string][];
  /** Milliseconds since 1970. */
  renderedAt: number;
  headers: Record<string, string>;
}

export interface KeptPage {
  body: ArrayBuffer;
  headers: Record<string, string>;
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
}

/** Keeps a page when it has been sent. */
export async function keepPage(key: string, page: Response, rendered: RenderedPage): Promise<void> {
  const { nonce, renderedAt, shown } = rendered;
  const html = await page.text();
  const places = placesOf(html, nonce);
  const seconds = Math.floor(remainingMs(renderedAt, Date.now()) / 1000);
  if (places.length === 0 || seconds <= 0) return;
  const about: About = {
    places,
    shown: [...shown],
    renderedAt: renderedAt.getTime(),
    headers: Object.fromEntries(page.headers),
  };
  const headers = { "Cache-Control": `max-age=${seconds}`, [ABOUT]: JSON.stringify(about) };
  await (await open()).put(key, new Response(html, { headers }));
}

/** Returns the page of a key with a nonce of its own; undefined when there is none, or when what it shows has changed. */
export async function findPage(key: string, nonce: string): Promise<KeptPage | undefined> {
  const entry = await (await open()).match(key);
  if (!entry) return undefined;
  const about: About = JSON.parse(entry.headers.get(ABOUT) ?? "");
  const { places, shown, renderedAt, headers } = about;
  const [body, current] = await Promise.all([
    entry.arrayBuffer(),
    shown.length === 0 || areUnchanged(shown),
  ]);
  if (!current) return undefined;
  const fresh = encoder.encode(nonce);
  const bytes = new Uint8Array(body);
  for (const place of places) bytes.set(fresh, place);
  return { body, headers, ageMs: Date.now() - renderedAt };
}
