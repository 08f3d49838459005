/** Signs accounts in to a browser page. */
import type { Page } from "playwright-core";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { Site } from "./site.ts";

/** Signs an account in to a page by setting the two cookies that the site sets at a sign-in. */
export async function signIn(site: Site, page: Page, account: SignedIn) {
  const cookie = {
    // `__Host-` cookies need HTTPS; the browser sends them to localhost without it.
    url: site.origin.replace("http:", "https:"),
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
  } as const;
  await page.context().addCookies([
    { ...cookie, name: "__Host-access", value: account.access_token },
    { ...cookie, name: "__Host-refresh", value: account.refresh_token },
  ]);
}
