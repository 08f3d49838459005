import type { SignedIn } from "../contracts/account.ts";
import type { Flash } from "../contracts/flash.ts";
import type { AuthProvider } from "../contracts/identities.ts";
import type { Theme } from "../contracts/settings.ts";
import type { IdentityProvider } from "./auth/identities/providers.ts";
import type { TokenContext } from "./auth/sign-in/service.ts";
import type { Viewer } from "./auth/tokens.ts";
import type { Db } from "./db/client.ts";
import type { BoardCache } from "./leaderboards/cache.ts";
import type { Mailer } from "./mail/service.ts";
import type { DrillPools } from "./practice/drills/pools.ts";
import type { RacesNow } from "./races/lobby.ts";
import type { RaceContext } from "./races/service.ts";

/** The cookies of signing in elsewhere: of the way there and back, and of the registration that follows. */
export type BriefCookie = `${"flow" | "new"}-${AuthProvider}`;

/** What the Worker's middleware prepares for a request. Loaders and actions get it as their `context`. */
export type RequestContext = {
  db: Db;
  /**
   * The database for public data that may be up to a minute stale. For a signed-in viewer it is `db`,
   * so that nobody sees stale data of their own account.
   */
  publicDb: Db;
  /** Keeps `db` open after the response began, until `work` is done. */
  keepOpenFor(work: Promise<unknown>): void;
  /** The viewer of a valid access token. The account may have been switched off since the token was issued. */
  viewer: Viewer | undefined;
  /** The id of this request in `X-Request-Id`, the log and the audit log. */
  requestId: string;
  /** When the request came in. */
  now: Date;
  /** The data from which this request issues tokens. */
  tokenContext: TokenContext;
  /** Sends mails when the response is on its way. */
  mailer: Mailer;
  /** The refresh token of the site's cookie. */
  refreshToken: string | undefined;
  /** Sets the site's sign-in cookies on the response. */
  setSignInCookies(tokens: SignedIn): void;
  /** The theme in this browser's cookie, `system` if there is none. It is known before the first paint. */
  theme: Theme;
  /** Stores the theme in this browser's cookie. */
  setTheme(theme: Theme): void;
  /** Returns the message that the last page left for this one; the response removes it. */
  takeFlash(): Flash | undefined;
  /** Leaves a message for the next page. */
  setFlash(flash: Flash): void;
  /** The providers of identities that this deployment has keys for. */
  identityProviders: readonly IdentityProvider[];
  /** Notes in the log that a provider did not do what it should. */
  logProviderFailure(provider: AuthProvider, error: unknown): void;
  /** Returns a cookie of this browser, for what lasts a few minutes. */
  readCookie(name: BriefCookie): string | undefined;
  /** Stores such a cookie for so many seconds; 0 deletes it. */
  writeCookie(name: BriefCookie, value: string, seconds: number): void;
  /** Clears the site's sign-in cookies on the response. */
  clearSignInCookies(): void;
  /** The nonce by which the Content-Security-Policy allows this response's scripts. */
  nonce: string;
  /** First pages of boards, for visitors without an account. A service that changes a board drops its page. */
  boardCache: BoardCache;
  /** Notes that something is missing in the response, because a part of the system did not answer. It is not kept for others then. */
  noteIncomplete(): void;
  /** The code of which drills are made, as this isolate keeps it. */
  drillPools: DrillPools;
  /** What making and joining races takes: the rooms, the lobby, and this request's visitor. */
  races: RaceContext;
  /** Returns how many rooms of races there are now; null when the lobby does not answer. */
  racesNow(): Promise<RacesNow | null>;
  /** Returns the API's description, for the page that shows it. */
  describeApi(): unknown;
};
