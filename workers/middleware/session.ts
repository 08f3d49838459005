/**
 * Identifies the caller by a Bearer token or by the site's cookies. An expired access cookie is
 * renewed with the refresh cookie, which costs the request a second round trip.
 */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { KNOWN_DEVICE_SECONDS, knownDeviceCookie } from "../../app/.server/auth/known-devices.ts";
import { refresh } from "../../app/.server/auth/sign-in/service.ts";
import { REFRESH_SECONDS, readAccessToken, type Viewer } from "../../app/.server/auth/tokens.ts";
import type { BriefCookie } from "../../app/.server/context.ts";
import { isUnavailable } from "../../app/.server/db/client.ts";
import type { DrillPools } from "../../app/.server/practice/drills/pools.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { type Flash, readFlash, writeFlash } from "../../app/contracts/flash.ts";
import { THEMES, type Theme } from "../../app/contracts/settings.ts";
import type { AppEnv } from "../env.ts";
import { identityProvidersOf } from "../identity-providers.ts";
import { describeError, log, logError } from "../log.ts";
import { mailerOf } from "../mail.ts";
import { recordMetric } from "../metrics.ts";
import { lobbyOf, random, roomsOf } from "../races/objects.ts";
import { racesNow } from "../races/outside.ts";
import { boardCache } from "./board-cache.ts";
import { networksFrom } from "./network.ts";

/** The prefix `__Host-` binds a cookie to this host, to HTTPS or localhost, and to every path. */
export const COOKIES = {
  access: "__Host-access",
  refresh: "__Host-refresh",
  theme: "__Host-theme",
  flash: "__Host-flash",
  device: "__Host-device",
} as const;

const HOST_COOKIE = { httpOnly: true, secure: true, sameSite: "Lax", path: "/" } as const;
const THEME_COOKIE = { ...HOST_COOKIE, maxAge: 365 * 24 * 60 * 60 };

/** 60 seconds: enough for the next page to load on any connection. */
const FLASH_COOKIE = { ...HOST_COOKIE, maxAge: 60 };

/** Returns whether a status is a redirect. Remix sends 202 for a redirect to its own script. */
const isRedirect = (status: number) => status === 202 || (status >= 300 && status < 400);

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

function writeCookies(c: Context<AppEnv>, access: string, refreshToken: string, maxAge: number) {
  const options = { ...HOST_COOKIE, maxAge };
  setCookie(c, COOKIES.access, access, options);
  setCookie(c, COOKIES.refresh, refreshToken, options);
}

/** Returns the theme in this browser's cookie. */
export function themeOf(c: Context<AppEnv>): Theme {
  const cookie = getCookie(c, COOKIES.theme);
  return THEMES.find((theme) => theme === cookie) ?? "system";
}

/** What all requests of an isolate share. */
interface Shared {
  /** Returns the OpenAPI document, for the page that shows it. */
  describeApi: () => unknown;
  drillPools: DrillPools;
}

/** Sets the request's `context`: the caller, and functions by which handlers set cookies. */
export const session = ({ describeApi, drillPools }: Shared) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const now = new Date();
    const secret = c.env.AUTH_SECRET;
    const tokenContext = {
      secret,
      now,
      userAgent: c.req.header("User-Agent") ?? null,
      knownDevice: getCookie(c, COOKIES.device),
      ...networksFrom(c),
    };
    // Their clients are made by the first who asks for them.
    const connection = c.get("connection");
    const cached = c.get("cached");

    let tokens: SignedIn | "none" | undefined;
    /** Whether the tokens are those of a sign-in, not of a renewal. */
    let signsIn = false;
    const setSignInCookies = (next: SignedIn) => {
      tokens = next;
      signsIn = true;
    };
    const clearSignInCookies = () => {
      tokens = "none";
    };

    let viewer: Viewer | undefined;
    let refreshToken: string | undefined;
    const authorization = c.req.header("Authorization");
    if (authorization !== undefined) {
      const token = BEARER.exec(authorization)?.[1];
      viewer = token === undefined ? undefined : await readAccessToken(token, secret, now);
    } else {
      refreshToken = getCookie(c, COOKIES.refresh);
      const access = getCookie(c, COOKIES.access);
      viewer = access === undefined ? undefined : await readAccessToken(access, secret, now);
      if (!viewer && refreshToken) {
        try {
          const renewed = await refresh(connection.db, refreshToken, tokenContext);
          tokens = renewed;
          refreshToken = renewed.refresh_token;
          viewer = await readAccessToken(renewed.access_token, secret, now);
        } catch (error) {
          const { code } = error as { code?: unknown };
          if (code === "invalid_token" || code === "token_reused") clearSignInCookies();
          // Otherwise the visitor counts as signed out for this request only, and keeps the cookies.
          else if (!isUnavailable(error)) logError(error, c.var.requestId);
        }
      }
    }

    const theme = themeOf(c);
    let nextTheme: Theme | undefined;
    const setTheme = (theme: Theme) => {
      nextTheme = theme;
    };

    let flashTaken = false;
    const takeFlash = () => {
      flashTaken = true;
      return readFlash(getCookie(c, COOKIES.flash));
    };
    let nextFlash: Flash | undefined;
    const setFlash = (flash: Flash) => {
      nextFlash = flash;
    };

    const briefCookies = new Map<BriefCookie, { value: string; maxAge: number }>();

    const nonce = c.get("secureHeadersNonce") ?? "";
    const noteIncomplete = () => c.set("isIncomplete", true);
    const boards = boardCache({
      waitUntil: (work) => c.executionCtx.waitUntil(work),
      onRead: (hit, milliseconds) =>
        recordMetric(c.env, {
          kind: "cache",
          name: "boards",
          outcome: hit ? "hit" : "miss",
          milliseconds,
        }),
      onUnnoted: noteIncomplete,
    });
    c.set("shownBoards", boards.shown);
    c.set("context", {
      get db() {
        return connection.db;
      },
      get publicDb() {
        return viewer ? connection.db : cached.db;
      },
      keepOpenFor: connection.keepOpenFor,
      viewer,
      requestId: c.get("requestId"),
      now,
      tokenContext,
      mailer: mailerOf(c.env, c.req.url, connection),
      refreshToken,
      setSignInCookies,
      clearSignInCookies,
      identityProviders: identityProvidersOf(c.env),
      logProviderFailure: (provider, error) =>
        log("warn", "provider_failed", { provider, ...describeError(error) }),
      readCookie: (name) => getCookie(c, `__Host-${name}`),
      writeCookie: (name, value, maxAge) => briefCookies.set(name, { value, maxAge }),
      theme,
      setTheme,
      takeFlash,
      setFlash,
      nonce,
      boardCache: boards,
      noteIncomplete,
      get races() {
        return {
          db: connection.db,
          rooms: roomsOf(c.env),
          lobby: lobbyOf(c.env),
          caller: viewer,
          secret,
          now,
          network: tokenContext.network,
          origin: new URL(c.req.url).origin,
          random,
        };
      },
      racesNow: () => racesNow(c.env),
      describeApi,
      drillPools,
    });
    // Sets cookies after `next`, because a handler's response replaces headers that were set before.
    await next();
    for (const [name, { value, maxAge }] of briefCookies)
      setCookie(c, `__Host-${name}`, value, { ...HOST_COOKIE, maxAge });
    if (nextTheme) setCookie(c, COOKIES.theme, nextTheme, THEME_COOKIE);
    const clearFlash =
      flashTaken && !isRedirect(c.res.status) && getCookie(c, COOKIES.flash) !== undefined;
    if (nextFlash) setCookie(c, COOKIES.flash, writeFlash(nextFlash), FLASH_COOKIE);
    else if (clearFlash) setCookie(c, COOKIES.flash, "", { ...HOST_COOKIE, maxAge: 0 });
    if (tokens === "none") writeCookies(c, "", "", 0);
    else if (tokens) {
      writeCookies(c, tokens.access_token, tokens.refresh_token, REFRESH_SECONDS);
      if (signsIn) {
        const { knownDevice } = tokenContext;
        const device = await knownDeviceCookie(tokens.user.id, knownDevice, secret);
        setCookie(c, COOKIES.device, device, { ...HOST_COOKIE, maxAge: KNOWN_DEVICE_SECONDS });
      }
    }
  });
