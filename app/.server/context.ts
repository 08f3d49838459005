import type { SignedIn } from "../contracts/account.ts";
import type { Flash } from "../contracts/flash.ts";
import type { Theme } from "../contracts/settings.ts";
import type { TokenContext } from "./auth/sign-in/service.ts";
import type { Viewer } from "./auth/tokens.ts";
import type { Db } from "./db/client.ts";
import type { BoardCache } from "./leaderboards/cache.ts";

/** What the front door hands to whoever answers a request: to loaders and actions as their `context`. */
export type RequestContext = {
  db: Db;
  /**
   * For what anybody may see and may be a minute old. Only for visitors: whoever is signed in gets
   * `db` here, so that nobody is shown stale news of themselves.
   */
  publicDb: Db;
  /** Keeps `db` open after the answer began, until `work` is over. */
  keepOpenFor(work: Promise<unknown>): void;
  /** Who is asking, if the access token is good. The account may have been switched off since it was issued. */
  viewer: Viewer | undefined;
  /** What `X-Request-Id`, the log and the audit log call this request. */
  requestId: string;
  /** When the request came in. */
  now: Date;
  /** What tokenContext tokens depends on. */
  tokenContext: TokenContext;
  /** The refresh token of the site's cookie. */
  refreshToken: string | undefined;
  /** Sets the site's cookies on the response. */
  signIn(tokens: SignedIn): void;
  /** The theme that this browser was last told, `system` if none: known before the first paint. */
  theme: Theme;
  /** Tells this browser its theme. */
  setTheme(theme: Theme): void;
  /** What the page before left to be said once; the response that says it forgets it. */
  takeFlash(): Flash | undefined;
  /** Leaves something for the next page to say. */
  setFlash(flash: Flash): void;
  /** Clears the site's cookies on the response. */
  signOut(): void;
  /** Allows scripts of this response under its Content-Security-Policy. */
  nonce: string;
  /** For visitors who are not signed in; whoever changes a board drops it. */
  boardCache: BoardCache;
  /** The API's description, for the page that shows it. */
  describeApi(): unknown;
};
