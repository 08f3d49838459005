/** Mails of the built Worker: that their links work, and where they can be read in development. */
import { describe, expect, it } from "vitest";
import {
  call,
  callForProblem,
  PASSWORD,
  register,
  registerThroughApi,
  roundTrips,
} from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { forgottenToken, mailedToken } from "../support/mail-links.ts";
import { startMailProvider } from "../support/mail-provider.ts";
import { startSite, withSite } from "../support/site.ts";

const site = withSite();
const NEW = "another good one";

const signIn = (email: string, password: string) =>
  call(site, "/auth/login", { json: { email, password } });

describe("a forgotten password", () => {
  it("answers the same for every address", async () => {
    const { user } = await register(site);
    const answers = [user.email, "nobody@example.com", user.email.toUpperCase()];
    for (const email of answers) {
      const { status, body, headers } = await call(site, "/auth/forgot", { json: { email } });
      expect([status, body, headers.get("Retry-After")]).toEqual([202, undefined, null]);
    }
  });

  it("is set by the link of the mail, once, and ends every sign-in", async () => {
    const { user, refresh_token, access_token } = await register(site);
    const json = { token: await forgottenToken(site, user.email), password: NEW };
    expect((await call(site, "/auth/reset", { json })).status).toBe(204);
    const again = await callForProblem(site, "/auth/reset", { json });
    expect([again.status, again.body.code]).toEqual([410, "link_spent"]);
    expect((await signIn(user.email, PASSWORD)).status).toBe(401);
    expect((await signIn(user.email, NEW)).status).toBe(200);
    const refreshed = await call(site, "/auth/refresh", { json: { refresh_token } });
    const known = await call(site, "/user/sessions", { token: access_token });
    expect([refreshed.status, known.status]).toEqual([401, 401]);
  });

  it("names the field that is wrong", async () => {
    const short = await callForProblem(site, "/auth/reset", {
      json: { token: "x", password: "short" },
    });
    expect([short.status, short.body.errors?.map(({ path }) => path)]).toEqual([422, ["password"]]);
    const nothing = await callForProblem(site, "/auth/forgot", { json: {} });
    expect([nothing.status, nothing.body.errors?.map(({ path }) => path)]).toEqual([
      422,
      ["email"],
    ]);
  });
});

describe("a sign-in", () => {
  /** Signs in by the page's form. Returns the cookie by which the browser is known from then on. */
  async function signInByForm(email: string, device = "") {
    const { status, headers } = await fetch(`${site.origin}/login`, {
      method: "POST",
      body: new URLSearchParams({ email, password: PASSWORD }),
      headers: { Origin: site.origin, Cookie: device },
      redirect: "manual",
    });
    expect(status).toBe(303);
    return headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith("__Host-device="))
      ?.split(";")[0];
  }

  it("on a new browser is told by mail, and the next one there is not", async () => {
    const { user } = await register(site);
    const told = async () =>
      (
        await site.db
          .selectFrom("mails")
          .select("kind")
          .where("user_id", "=", user.id)
          .where("kind", "=", "new_device")
          .execute()
      ).length;
    const device = await signInByForm(user.email);
    expect(await told()).toBe(1);
    await signInByForm(user.email, device);
    expect(await told()).toBe(1);
    await signInByForm(user.email);
    expect(await told()).toBe(2);
  });
});

describe("round trips", () => {
  const post = (path: string, fields: Record<string, string>) =>
    fetch(site.origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: site.origin },
      body: new URLSearchParams(fields),
    });
  const confirmation = async () =>
    mailedToken(site, "confirm_address", (await register(site)).user.email);

  it("are one of each form and each call of a link", async () => {
    const [one, two] = [(await register(site)).user.email, (await register(site)).user.email];
    const asked = await post("/forgot", { email: one });
    const token = await mailedToken(site, "reset_password", one);
    const reset = await post("/reset", { token, password: NEW });
    const verified = await post("/verify", { token: await confirmation() });
    for (const response of [asked, reset, verified])
      expect([response.status, roundTrips(response)]).toEqual([303, 1]);
    const forgot = await call(site, "/auth/forgot", { json: { email: two } });
    const json = { token: await mailedToken(site, "reset_password", two), password: NEW };
    const chosen = await call(site, "/auth/reset", { json });
    const confirmed = await call(site, "/auth/verify", { json: { token: await confirmation() } });
    expect([forgot, chosen, confirmed].map(({ status }) => status)).toEqual([202, 204, 204]);
    expect([forgot, chosen, confirmed].map(roundTrips)).toEqual([1, 1, 1]);
  });
});

describe("mails of a developer's machine", () => {
  it("are listed at /dev/mail, each as its reader gets it", async () => {
    const { user } = await registerThroughApi(site);
    const list = await (await fetch(`${site.origin}/dev/mail`)).text();
    expect(list).toContain(user.email);
    const [, path = ""] = /href="(\/dev\/mail\/[^"]+)"/.exec(list) ?? [];
    const mail = await fetch(site.origin + path);
    expect(mail.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'/);
    const [, token] = /\/verify\?token=([^"]+)"/.exec(await mail.text()) ?? [];
    expect((await call(site, "/auth/verify", { json: { token } })).status).toBe(204);
    expect((await fetch(`${site.origin}/dev/mail/none`)).status).toBe(404);
  });

  it("are nowhere to be read in production", async () => {
    const database = await createDatabase();
    const vars = {
      ENVIRONMENT: "production",
      AUTH_SECRET: "a real secret of thirty-two characters or more",
    };
    const production = await startSite(database.url, undefined, { vars });
    const { status, headers } = await fetch(`${production.origin}/dev/mail`);
    expect([status, headers.get("Content-Security-Policy")]).toEqual([
      404,
      expect.stringContaining("script-src"),
    ]);
    await production.close();
    await database.drop();
  });
});

describe("a deployment with a provider of mail", () => {
  it("sends after the response, from its own address, and notes that it was sent", async () => {
    const database = await createDatabase();
    const provider = await startMailProvider();
    const vars = {
      ...{
        ENVIRONMENT: "production",
        AUTH_SECRET: "a real secret of thirty-two characters or more",
      },
      ...{ SITE_ORIGIN: "https://site.example", MAIL_FROM: "Pro Dev <post@site.example>" },
      ...{ MAIL_URL: provider.url, MAIL_KEY: "key" },
    };
    const production = await startSite(database.url, undefined, { vars });
    await registerThroughApi(production);
    await expect.poll(() => provider.delivered().length).toBe(1);
    expect(provider.calls[0]).toMatchObject({
      from: vars.MAIL_FROM,
      subject: "Confirm your address",
    });
    expect(provider.calls[0]?.text).toContain("https://site.example/verify?token=");
    await production.close();
    await database.drop();
  });
});
