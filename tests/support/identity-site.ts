/** A site with stand-ins for GitHub and Google, and visitors that go there and come back. */
import { afterAll, beforeEach } from "vitest";
import type { Identity } from "../../app/contracts/identities.ts";
import {
  type Person,
  type StandIn,
  startStandIn,
  variablesOf,
} from "../../scripts/development/identity-providers.ts";
import { call } from "./api.ts";
import { type FormClient, newFormClient, type Page } from "./form-client.ts";
import { type Site, withSite } from "./site.ts";

let count = 0;

/** Returns somebody whom no provider and no site has seen. */
export function newPerson(overrides: Partial<Person> = {}): Person {
  count += 1;
  const login = `octo-${count}-${crypto.randomUUID().slice(0, 8)}`;
  const email = `${login}@example.com`;
  return {
    ...{ id: `${Date.now()}${count}`, login, name: "Octo Developer", email, verified: true },
    ...overrides,
  };
}

/** Starts the site and its stand-ins for the test file that calls it. */
export function withIdentitySite() {
  const providers = {} as Record<"github" | "google", StandIn>;
  const site = withSite(async () => {
    providers.github = await startStandIn("github");
    providers.google = await startStandIn("google");
    return { vars: variablesOf(providers) };
  });
  beforeEach(() => {
    for (const provider of Object.values(providers)) {
      Object.assign(provider, { nextAnswer: undefined, nextReturn: undefined });
      provider.person = newPerson();
    }
  });
  afterAll(async () => {
    await Promise.all(Object.values(providers).map((provider) => provider.stop()));
  });
  return { site, providers };
}

/** Goes to a provider's page and returns the path to which it sends the visitor back. */
export async function returnFrom(location: string | null): Promise<string> {
  const { headers } = await fetch(location ?? "", { redirect: "manual" });
  const { pathname, search } = new URL(headers.get("Location") ?? "");
  return pathname + search;
}

/** Presses the button of a provider, and comes back. Returns the answer of the callback. */
export async function goAndReturn(
  client: FormClient,
  provider: "github" | "google",
  fields: Record<string, string> = {},
): Promise<Page> {
  const { location } = await client.submit(`/auth/${provider}`, fields);
  return client.open(await returnFrom(location));
}

/** Registers whoever is at the provider, and returns the client that is signed in then. */
export async function registerWith(
  site: Site,
  provider: "github" | "google",
  fields: Record<string, string> = {},
) {
  const client = newFormClient(site);
  await goAndReturn(client, provider);
  const username = `user_${crypto.randomUUID().slice(0, 8)}`;
  const form = { username, display_name: username, ...fields };
  const { status, text } = await client.submit(`/register/${provider}`, form);
  if (status !== 303) throw new Error(`register: ${status} ${text.slice(0, 500)}`);
  return { ...client, username };
}

/** Whoever keeps the cookies of a browser. */
export type WithCookies = Pick<FormClient, "cookies">;

export const tokenOf = ({ cookies }: WithCookies) => cookies.get("__Host-access");
export const isSignedIn = (client: WithCookies) => tokenOf(client) !== undefined;

/** Returns how the account of a browser can be signed in to. */
export async function waysInOf(site: Site, client: WithCookies) {
  type Ways = { items: Identity[]; has_password: boolean };
  return (await call<Ways>(site, "/user/identities", { token: tokenOf(client) })).body;
}
