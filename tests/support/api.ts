/** A client that calls the API over HTTP, and new accounts for it. */
import { insertUser } from "../../app/.server/accounts/queries.ts";
import { issueTokens, newRefreshTokenWithRow } from "../../app/.server/auth/sign-in/service.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { Problem } from "../../app/contracts/problem.ts";
import { confirmationLink } from "./mailer.ts";
import type { Site } from "./site.ts";

export interface ApiResponse<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

interface Options {
  method?: string;
  /** The body: a string is sent unchanged, any other value as JSON. */
  json?: unknown;
  token?: string | undefined;
  headers?: Record<string, string>;
}

/** Calls the API and parses the JSON body of its response; without a body, `body` is undefined. */
export async function call<Body = Record<string, unknown>>(
  site: Pick<Site, "origin">,
  path: string,
  options: Options = {},
): Promise<ApiResponse<Body>> {
  const { json, token } = options;
  const response = await fetch(`${site.origin}/api${path}`, {
    method: options.method ?? (json === undefined ? "GET" : "POST"),
    headers: {
      ...(json !== undefined && { "Content-Type": "application/json" }),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...options.headers,
    },
    ...(json !== undefined && { body: typeof json === "string" ? json : JSON.stringify(json) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as Body,
  };
}

/** Calls the API like `call`, for a request that it refuses: the body is a problem. */
export const callForProblem = (site: Site, path: string, options?: Options) =>
  call<Problem>(site, path, options);

export const PASSWORD = "correct horse battery";
/**
 * A bcrypt hash of `PASSWORD`, so that a test that needs an account does not wait for hashing. With the lowest cost, 4,
 * a sign-in checks it in a millisecond; the site's own hashes take 55.
 */
const PASSWORD_HASH = "$2b$04$DM5F7DPaN2VJxVx.VIBXTuDXLOKoR25qvVCGTbfs9PSH01mGLF3li";
/** The development secret of `wrangler.toml`. */
export const SECRET = "development-only-not-a-secret-0123456789abcdef";
let count = 0;
const newName = () => {
  count += 1;
  return `user_${count}_${crypto.randomUUID().slice(0, 8)}`;
};

/** Registers a new account through the API. */
export async function registerThroughApi(site: Pick<Site, "origin">): Promise<SignedIn> {
  const username = newName();
  const json = { username, email: `${username}@example.com`, password: PASSWORD };
  const { status, body } = await call<SignedIn>(site, "/auth/register", { json });
  if (status !== 201) throw new Error(`register: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Stores a new account with one sign-in, as `registerThroughApi` does, but without a request and without hashing. */
export async function register(
  site: Pick<Site, "db">,
  overrides: { username?: string; email?: string } = {},
): Promise<SignedIn> {
  const username = overrides.username ?? newName();
  const email = overrides.email ?? `${username}@example.com`;
  const account = { username, email, display_name: username, password_hash: PASSWORD_HASH };
  const tokenContext = {
    secret: SECRET,
    now: new Date(),
    userAgent: "node",
    network: null,
    wideNetwork: null,
  };
  const { token, row } = newRefreshTokenWithRow(tokenContext);
  const inserted = await insertUser(site.db, account, row, confirmationLink(SECRET));
  if ("taken" in inserted) throw new Error(`register: ${username} is taken`);
  return issueTokens(inserted.created, token, tokenContext);
}

/** Returns the number of database round trips that a response reports in `Server-Timing`; NaN without one. */
export function roundTrips({ headers }: { headers: Headers }): number {
  const match = /desc="(\d+) (?:query|queries)"/.exec(headers.get("Server-Timing") ?? "");
  return match ? Number(match[1]) : Number.NaN;
}
