/** Which requests are for a page that is the same for every visitor, and what tells such pages apart. */
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { KEPT_HEADER } from "../../app/contracts/kept-header.ts";
import { BOARD_METRICS, BOARD_TYPES } from "../../app/contracts/leaderboard.ts";
import { rememberedChoice } from "../../app/contracts/start-choice.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import type { AppEnv } from "../env.ts";
import { COOKIES, themeOf } from "./session.ts";

interface VisitorPage {
  /** The query parameters that it may have, with their values. */
  parameters: Record<string, readonly string[]>;
  /** Whether it shows the language and the difficulty that the browser remembers. */
  remembers: boolean;
}

const CHOICE = { language: LANGUAGES, difficulty: DIFFICULTIES };
const BOARD = {
  type: BOARD_TYPES,
  metric: BOARD_METRICS,
  language: LANGUAGES,
  difficulty: [...DIFFICULTIES, "all"],
};
const start = { parameters: CHOICE, remembers: true };

/**
 * The pages that are kept, by their path. Profiles and results are not among them, because they have to vanish at once everywhere,
 * and later pages of lists and past periods are not, because there are too many.
 */
const PAGES: Record<string, VisitorPage> = {
  "/": { parameters: {}, remembers: true },
  "/login": { parameters: {}, remembers: false },
  "/register": { parameters: {}, remembers: false },
  "/play": start,
  "/practice": start,
  "/race": start,
  "/leaderboard": { parameters: BOARD, remembers: false },
  "/daily": { parameters: { language: LANGUAGES }, remembers: false },
  "/achievements": { parameters: {}, remembers: false },
  "/api/docs": { parameters: {}, remembers: false },
};

/** The cookies of somebody who is signed in, or to whom a message was left. */
const PERSONAL = [COOKIES.access, COOKIES.refresh, COOKIES.flash];

/** Returns whether the query string is written as the site's own links write it, with nothing that is not known. */
function isPlain({ search, searchParams }: URL, { parameters }: VisitorPage): boolean {
  const given = [...searchParams];
  const names = given.map(([name]) => name);
  return (
    new Set(names).size === names.length &&
    given.every(
      ([name, value]) => Object.hasOwn(parameters, name) && parameters[name]?.includes(value),
    ) &&
    search === (given.length > 0 ? `?${given.map((each) => each.join("=")).join("&")}` : "")
  );
}

/**
 * Returns the key of the page that a request is for: a URL that no request can have. Undefined for a page that is somebody's own or
 * not kept, and for a request that is odd in any way.
 *
 * @param release of the Worker, because a page names the files of its release
 */
export function pageKey(c: Context<AppEnv>, release: string): string | undefined {
  const { method, raw } = c.req;
  const url = new URL(c.req.url);
  const page = Object.hasOwn(PAGES, url.pathname) ? PAGES[url.pathname] : undefined;
  if (method !== "GET" || !page || !isPlain(url, page)) return undefined;
  if (raw.headers.has("Authorization") || raw.headers.has(KEPT_HEADER)) return undefined;
  if (raw.headers.has("Range")) return undefined;
  if (PERSONAL.some((name) => getCookie(c, name) !== undefined)) return undefined;
  const cookies = page.remembers ? (c.req.header("Cookie") ?? null) : null;
  const { language, difficulty } = rememberedChoice(cookies);
  const variant = [release, themeOf(c), language ?? "any", difficulty ?? "any", url.origin];
  return `https://pages.invalid/${variant.map(encodeURIComponent).join("/")}${url.pathname}${url.search}`;
}
