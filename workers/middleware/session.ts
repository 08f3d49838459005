/**
 * Finds out who is asking: from a Bearer token, or from the site's cookies. An
 * expired access cookie is renewed with the refresh cookie on the way, which is
 * this request's second round trip.
 */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { refresh } from "../../app/.server/sign-in/service.ts";
import { REFRESH_SECONDS, readAccessToken, type Viewer } from "../../app/.server/sign-in/tokens.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { AppEnv } from "../env.ts";

/** The prefix binds them to this host, over HTTPS or localhost, for every path. */
export const COOKIES = { access: "__Host-access", refresh: "__Host-refresh" } as const;

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

function writeCookies(c: Context<AppEnv>, access: string, refreshToken: string, maxAge: number) {
  const options = { httpOnly: true, secure: true, sameSite: "Lax", path: "/", maxAge } as const;
  setCookie(c, COOKIES.access, access, options);
  setCookie(c, COOKIES.refresh, refreshToken, options);
}

/** @param describeApi for the page that shows the API */
export const session = (describeApi: () => unknown) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const now = new Date();
    const secret = c.env.AUTH_SECRET;
    const issuing = {
      secret,
      now,
      userAgent: c.req.header("User-Agent") ?? null,
      network: c.req.header("CF-Connecting-IP") ?? null,
    };
    const { db } = c.var.connection;

    let tokens: SignedIn | "none" | undefined;
    const signIn = (next: SignedIn) => {
      tokens = next;
    };
    const signOut = () => {
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
          const renewed = await refresh(db, refreshToken, issuing);
          signIn(renewed);
          refreshToken = renewed.refresh_token;
          viewer = await readAccessToken(renewed.access_token, secret, now);
        } catch (error) {
          const { code } = error as { code?: unknown };
          if (code === "invalid_token" || code === "token_reused") signOut();
          // With the database away the visitor is nobody for now, and stays signed in.
        }
      }
    }

    const nonce = c.get("secureHeadersNonce") ?? "";
    c.set("context", {
      db,
      viewer,
      now,
      issuing,
      refreshToken,
      signIn,
      signOut,
      nonce,
      describeApi,
    });
    await next();
    if (tokens === "none") writeCookies(c, "", "", 0);
    else if (tokens) writeCookies(c, tokens.access_token, tokens.refresh_token, REFRESH_SECONDS);
  });
