/** A page in a real browser on which an administrator is signed in. */
import type { SignedIn } from "../../app/contracts/account.ts";
import type { withBrowser } from "./browser.ts";
import { signIn } from "./sign-in.ts";
import type { Site } from "./site.ts";
import { createVisitor } from "./visitors.ts";

type TestBrowser = ReturnType<typeof withBrowser>;

/** Opens a page for a new administrator. `open` goes to a path of the site. */
export async function openAdminPage(
  site: Site,
  browser: TestBrowser,
  options: Parameters<TestBrowser["open"]>[0] = {},
) {
  const { token, ...account } = await createVisitor(site, "admin");
  const page = await browser.open(options);
  await signIn(site, page, { ...account, access_token: token } as SignedIn);
  return { page, open: (path: string) => page.goto(site.origin + path) };
}
