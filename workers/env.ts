import type { ServerBuild } from "@remix-run/cloudflare";
import type { RequestContext } from "../app/.server/context.ts";
import type { Connection } from "../app/.server/db/client.ts";
import type { MailBinding } from "../app/.server/mail/provider.ts";
import type { LobbyCalls } from "../app/.server/races/lobby.ts";
import type { RoomCalls } from "../app/.server/races/service.ts";
import type { ShownBoards } from "./middleware/board-cache.ts";

/** The bindings of `wrangler.toml`. */
export interface Bindings {
  ENVIRONMENT: "development" | "production";
  /** `off`: no page is kept at the edge (docs/operations.md). */
  KEPT_PAGES?: string;
  /** Signs access tokens. */
  AUTH_SECRET: string;
  /** The database, without a cache. */
  DB: Hyperdrive;
  /** The same database through a read cache, whose answers are at most 75 seconds old. */
  DB_CACHED: Hyperdrive;
  /** Requests a minute from one network, at one location. */
  REQUEST_LIMIT: RateLimit;
  /** The same for requests that check a password, create an account, or read everything about one. */
  COSTLY_LIMIT: RateLimit;
  /** Both for an IPv6 /48, with all its networks. */
  REQUEST_WIDE_LIMIT: RateLimit;
  COSTLY_WIDE_LIMIT: RateLimit;
  /** Requests for races, each of which may wake a room: by network, and for an IPv6 /48. */
  RACE_LIMIT: RateLimit;
  RACE_WIDE_LIMIT: RateLimit;
  /** Sockets of one person. */
  SOCKET_LIMIT: RateLimit;
  /** Stores every single measurement; bound only where the Worker is deployed. */
  METRICS?: AnalyticsEngineDataset;
  /** The site's own address in production, of which links in mails are made. */
  SITE_ORIGIN?: string;
  /** Who mails are from, as `Pro Dev <post@…>`; without it none is sent. */
  MAIL_FROM?: string;
  /** Cloudflare's own way to send mails. */
  MAIL?: MailBinding;
  /** A provider with an HTTP API, in place of `MAIL`, and its key. */
  MAIL_URL?: string;
  MAIL_KEY?: string;
  /** The keys of the providers with which people sign in. One without both is not offered. */
  GITHUB_CLIENT_ID?: string;
  GITHUB_CLIENT_SECRET?: string;
  GOOGLE_CLIENT_ID?: string;
  GOOGLE_CLIENT_SECRET?: string;
  /** In development and tests: the address of a stand-in for a provider. */
  GITHUB_ISSUER?: string;
  GOOGLE_ISSUER?: string;
  ASSETS: Fetcher;
  /** The rooms of races, by their codes. */
  RACE_ROOMS: DurableObjectNamespace<Rpc.DurableObjectBranded & RoomCalls>;
  /** The lobby of races: one object, by the name `LOBBY`. */
  RACE_LOBBY: DurableObjectNamespace<Rpc.DurableObjectBranded & LobbyCalls>;
  /** In development and tests: limits of rooms in place of the usual ones, as JSON. */
  RACE_LIMITS?: string;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: {
    connection: Connection;
    cached: Connection;
    context: RequestContext;
    requestId: string;
    /** The boards that the response shows. */
    shownBoards: ShownBoards;
    /** Whether something is missing in the response, because a part of the system did not answer. */
    isIncomplete?: boolean;
    secureHeadersNonce?: string;
    /** The policy of a response that needs another one than all pages. */
    contentSecurityPolicy?: string;
  };
}

export type { ServerBuild };
