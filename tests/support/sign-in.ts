import type { Page } from "playwright-core";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { Site } from "./site.ts";

/** Signs a page in, by the cookies that the site itself sets. */
export async function signIn(site: Site, page: Page, account: SignedIn) {
  const cookie = {
    // Bound to HTTPS; a browser sends them to localhost all the same.
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
