/** Which providers of identities a deployment has, and whom their answers describe. */
import { describe, expect, it } from "vitest";
import { flowSchema } from "../../app/.server/auth/identities/flow.ts";
import { githubIdentity, googleIdentity } from "../../app/.server/auth/identities/providers.ts";
import { seal, unseal } from "../../app/.server/auth/identities/sealed-cookies.ts";
import type { Bindings } from "../../workers/env.ts";
import { identityProvidersOf, providerOrigins } from "../../workers/identity-providers.ts";

const KEYS = {
  ...{
    GITHUB_CLIENT_ID: "id",
    GITHUB_CLIENT_SECRET: "secret",
    GITHUB_ISSUER: "http://127.0.0.1:1",
  },
  ...{
    GOOGLE_CLIENT_ID: "id",
    GOOGLE_CLIENT_SECRET: "secret",
    GOOGLE_ISSUER: "http://127.0.0.1:2",
  },
};
const bindings = (overrides: object) => ({ ENVIRONMENT: "production", ...overrides }) as Bindings;

describe("a deployment", () => {
  it("has the providers whose id and secret are set", () => {
    const idsOf = (overrides: object) =>
      identityProvidersOf(bindings(overrides)).map(({ id }) => id);
    expect(idsOf({})).toEqual([]);
    expect(idsOf(KEYS)).toEqual(["github", "google"]);
    expect(idsOf({ ...KEYS, GITHUB_CLIENT_SECRET: undefined })).toEqual(["google"]);
    expect(idsOf({ ...KEYS, GOOGLE_CLIENT_ID: "" })).toEqual(["github"]);
  });

  it("takes stand-ins in development alone", () => {
    const live = identityProvidersOf(bindings(KEYS));
    expect(live.map(({ insecure }) => insecure)).toEqual([false, false]);
    const addresses = JSON.stringify(live);
    expect(addresses).not.toContain("127.0.0.1");
    expect(addresses).not.toContain("http://");
    expect(providerOrigins(bindings(KEYS))).toEqual([
      "https://github.com",
      "https://accounts.google.com",
    ]);
    expect(providerOrigins(bindings({ ...KEYS, ENVIRONMENT: "development" }))).toEqual([
      KEYS.GITHUB_ISSUER,
      KEYS.GOOGLE_ISSUER,
    ]);
  });
});

describe("GitHub's answers", () => {
  const user = { id: 583231, login: "octo-dev", name: null };
  const email = "octo@example.com";

  it.each([
    ["a confirmed primary address", [{ email, primary: true, verified: true }], email],
    ["an unconfirmed one", [{ email, primary: true, verified: false }], null],
    ["one that is not the primary", [{ email, primary: false, verified: true }], null],
    ["none", [], null],
    ["one that is no address", [{ email: "octo", primary: true, verified: true }], null],
  ])("with %s", (_, emails, expected) => {
    expect(githubIdentity(user, emails)).toEqual({
      ...{ provider: "github", subject: "583231", label: "octo-dev" },
      ...{ name: null, username: "octo-dev", email: expected },
    });
  });

  it.each([
    [{ ...user, id: "583231" }],
    [{ ...user, id: 0 }],
    [{ ...user, login: undefined }],
    [null],
    ["octo"],
  ])("that are something else are refused (%j)", (wrong) => {
    expect(() => githubIdentity(wrong, [])).toThrow();
    expect(() => githubIdentity(user, { message: "Bad credentials" })).toThrow();
  });
});

describe("Google's claims", () => {
  it("have an address only if Google has confirmed it", () => {
    const claims = { sub: "1", email: "octo@example.com", name: "Octo", email_verified: true };
    expect(googleIdentity(claims)).toEqual({
      ...{ provider: "google", subject: "1", label: "octo@example.com", name: "Octo" },
      ...{ username: "octo", email: "octo@example.com" },
    });
    expect(googleIdentity({ ...claims, email_verified: false }).email).toBeNull();
    expect(googleIdentity({ ...claims, email_verified: undefined }).email).toBeNull();
    expect(googleIdentity({ sub: "1" }).label).toBe("Google account");
    expect(() => googleIdentity({ ...claims, email_verified: "true" })).toThrow();
    expect(() => googleIdentity({ ...claims, sub: "" })).toThrow();
  });
});

describe("a sealed cookie", () => {
  const now = new Date("2026-11-29T10:00:00Z");
  const sealed = { purpose: "/auth/github/callback", secret: "a secret", now };
  const flow = {
    ...{ state: "s", verifier: "v", nonce: "n", to: null },
    intention: { kind: "sign_in" as const },
  };
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  it("is read for its purpose, with its secret, and in time", async () => {
    const cookie = await seal(flow, 600, sealed);
    expect(cookie).not.toContain("sign_in");
    expect(await unseal(flowSchema, cookie, { ...sealed, now: later(599) })).toEqual(flow);
    expect(await unseal(flowSchema, cookie, { ...sealed, now: later(600) })).toBeUndefined();
    const elsewhere = { ...sealed, purpose: "/auth/google/callback" };
    expect(await unseal(flowSchema, cookie, elsewhere)).toBeUndefined();
    expect(await unseal(flowSchema, cookie, { ...sealed, secret: "another" })).toBeUndefined();
    expect(await unseal(flowSchema, `${cookie}A`, sealed)).toBeUndefined();
    expect(await unseal(flowSchema, undefined, sealed)).toBeUndefined();
    const other = await seal({ state: "s" }, 600, sealed);
    expect(await unseal(flowSchema, other, sealed)).toBeUndefined();
  });
});
