/** What a browser needs to install the site, and how a broken service worker is taken back. */
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildScript } from "../../scripts/offline/bundle.ts";
import { waitForHydration, withBrowser } from "../support/browser.ts";
import { withRestartableSite } from "../support/restartable-site.ts";

const site = withRestartableSite();
const browser = withBrowser();

interface Image {
  src: string;
  sizes: string;
  type: string;
  purpose?: string;
  form_factor?: string;
}
interface Manifest {
  start_url: string;
  icons: Image[];
  screenshots: Image[];
  shortcuts: { url: string }[];
}

async function readManifest(): Promise<Manifest> {
  const response = await fetch(`${site.origin}/site.webmanifest`);
  expect(response.headers.get("Content-Type")).toMatch(/^application\/manifest\+json/);
  return (await response.json()) as Manifest;
}

describe("the manifest", () => {
  it("names images that exist, and have the size that it says", async () => {
    const { icons, screenshots } = await readManifest();
    for (const { src, sizes, type } of [...icons, ...screenshots]) {
      const response = await fetch(site.origin + src);
      expect(response.headers.get("Content-Type"), src).toBe(type);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
      expect(bytes.length, src).toBeLessThan(250_000);
    }
    expect(icons.map(({ purpose }) => purpose)).toContain("maskable");
    expect(new Set(screenshots.map(({ form_factor }) => form_factor)).size).toBe(2);
  });

  it("leads to pages that there are", async () => {
    const { start_url, shortcuts } = await readManifest();
    for (const url of [start_url, ...shortcuts.map((shortcut) => shortcut.url)]) {
      expect((await fetch(site.origin + url)).status, url).toBe(200);
    }
  });
});

describe("the service worker", () => {
  it("may be asked for again at once, and every page allows it", async () => {
    const script = await fetch(`${site.origin}/service-worker.js`);
    expect(script.headers.get("Content-Type")).toMatch(/javascript/);
    const headers = await readFile(resolve("build/client/_headers"), "utf8");
    expect(headers).toContain("/service-worker.js\n  Cache-Control: no-cache");
    const policy = (await fetch(site.origin)).headers.get("Content-Security-Policy");
    expect(policy).toContain("worker-src 'self'");
    expect(policy).toContain("manifest-src 'self'");
  });

  it("keeps at most 600 KB compressed", async () => {
    const page = await browser.open({ serviceWorkers: "allow" });
    await page.goto(site.origin);
    const bytes = await page.evaluate(async () => {
      await navigator.serviceWorker.register("/service-worker.js");
      await navigator.serviceWorker.ready;
      let sum = 0;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const body = (await cache.match(request))?.body;
          if (!body) continue;
          const zipped = body.pipeThrough(new CompressionStream("gzip"));
          sum += (await new Response(zipped).arrayBuffer()).byteLength;
        }
      }
      return sum;
    });
    expect(bytes).toBeGreaterThan(300_000);
    expect(bytes).toBeLessThan(600_000);
  });

  it("is taken back by a release whose worker deletes all that was kept, and itself", async () => {
    const page = await browser.open({ serviceWorkers: "allow" });
    await page.goto(site.origin);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register("/service-worker.js");
      await navigator.serviceWorker.ready;
    });
    await page.goto(site.origin);
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

    const folder = await mkdtemp(join(tmpdir(), "withdrawn-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const client = join(folder, "client");
    await cp(resolve("build/client"), client, { recursive: true });
    await buildScript("withdrawn.ts", client);
    await site.start({ client, worker: resolve("dist/worker") });
    await page.goto(site.origin);
    await waitForHydration(page);
    // The browser looks for another worker after it has shown a page.
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect
      .poll(() =>
        page.evaluate(async () => [
          (await navigator.serviceWorker.getRegistrations()).length,
          (await caches.keys()).length,
        ]),
      )
      .toEqual([0, 0]);
    await page.goto(`${site.origin}/practice`);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  });
});
