/** Requests of a page that a test holds back. */
import type { Page } from "playwright-core";

/** Holds back the page's requests to URLs that match `url`, until the returned function is called. */
export async function holdRequests(page: Page, url: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, (route) => released.then(() => route.continue()));
  return release;
}
