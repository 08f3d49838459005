import type { ServerBuild } from "@remix-run/cloudflare";
import type { RequestContext } from "../app/.server/context.ts";
import type { Connection } from "../app/.server/db/client.ts";

/** The bindings of `wrangler.toml`. */
export interface Bindings {
  ENVIRONMENT: "development" | "production";
  /** Signs access tokens. */
  AUTH_SECRET: string;
  /** Answers nothing from memory. */
  DB: Hyperdrive;
  /** The same database by a configuration that remembers what was read, for 75 seconds at the most. */
  DB_CACHED: Hyperdrive;
  /** Requests a minute from one network address, at one location. */
  REQUEST_LIMIT: RateLimit;
  /** The same for what costs a password check. */
  COSTLY_LIMIT: RateLimit;
  /** Takes every measurement as it is; only where it is deployed. */
  METRICS?: AnalyticsEngineDataset;
  ASSETS: Fetcher;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: {
    connection: Connection;
    cached: Connection;
    context: RequestContext;
    requestId: string;
    secureHeadersNonce?: string;
  };
}

export type { ServerBuild };
