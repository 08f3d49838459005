/** The assumptions of `app/remix-internals` about Remix. If one fails after an upgrade, read record 22. */
import { readFileSync } from "node:fs";
import type { EntryContext } from "@remix-run/cloudflare";
import { RemixBrowser, RemixServer, Scripts } from "@remix-run/react";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deferScripts, MODULE_TAG, PRELOAD_TAG } from "../app/remix-internals/deferred-scripts.tsx";
import { REMIX_RELOAD } from "../app/remix-internals/missing-modules.ts";
import { waitForPageData } from "../app/remix-internals/wait-for-page-data.ts";

afterEach(() => vi.unstubAllGlobals());

/** Stubs `window` with a page's data as the server streams it, which `RemixBrowser` decodes and renders. */
function stubPage() {
  const encoded = new Response('["decoded"]\n').body;
  const context = { future: { v3_singleFetch: true }, stream: encoded, state: undefined };
  vi.stubGlobal("window", { __remixContext: context });
  return context;
}

describe("waitForPageData", () => {
  it("resolves when Remix has decoded the page's data, and not before", async () => {
    const context = stubPage();
    let thrown: unknown;
    try {
      RemixBrowser({});
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Promise);
    expect(context.state).toBeUndefined();
    await waitForPageData();
    expect(context.state).toBe("decoded");
  });
});

/** Returns the markup of a page with only `<Scripts>`. */
function renderScripts(): string {
  const route = { id: "root", path: "", module: "/root.js", imports: ["/shared.js"] };
  const flags = { hasAction: false, hasLoader: false, hasClientAction: false };
  const allFlags = { ...flags, hasClientLoader: false, hasErrorBoundary: false };
  const Root = () => createElement(Scripts, { nonce: "n" });
  const context = {
    manifest: {
      version: "1",
      url: "/manifest.js",
      entry: { module: "/entry.js", imports: ["/react.js"] },
      routes: { root: { ...route, ...allFlags } },
    },
    routeModules: { root: { default: Root } },
    staticHandlerContext: {
      basename: "/",
      location: { pathname: "/", search: "", hash: "", state: null, key: "default" },
      matches: [{ params: {}, pathname: "/", pathnameBase: "/", route }],
      loaderData: {},
      actionData: null,
      errors: null,
      statusCode: 200,
      loaderHeaders: {},
      actionHeaders: {},
      activeDeferreds: null,
    },
    future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
    isSpaMode: false,
    serverHandoffString: "{}",
    renderMeta: {},
  };
  return renderToString(
    createElement(RemixServer, {
      context: context as unknown as EntryContext,
      url: "http://site.invalid/",
    }),
  );
}

describe("the tags by which Remix loads scripts", () => {
  it("are only modulepreload links and one inline module", () => {
    const page = renderScripts();
    const tags = page.match(/<(?:link|script)\b[^>]*>/g) ?? [];
    const preloads = tags.filter((tag) => tag.startsWith(PRELOAD_TAG));
    expect(preloads.map((tag) => tag.split('"')[3])).toEqual([
      "/entry.js",
      "/react.js",
      "/shared.js",
      "/root.js",
    ]);
    const scripts = tags.filter((tag) => tag.startsWith("<script"));
    expect(preloads.length + scripts.length).toBe(tags.length);
    expect(scripts.filter((tag) => tag.includes('type="module"'))).toHaveLength(1);
    expect(scripts.filter((tag) => tag.includes("src="))).toEqual([]);
    expect(page.match(MODULE_TAG)).toHaveLength(1);
    expect(deferScripts(page)).not.toMatch(/modulepreload|type="module"/);
  });
});

describe("a module of a route that cannot be loaded", () => {
  it("makes Remix reload the page in one place, and the navigation never end", () => {
    const loader = new URL(
      "../node_modules/@remix-run/react/dist/esm/routeModules.js",
      import.meta.url,
    );
    const code = readFileSync(loader, "utf8");
    expect(code.match(new RegExp(REMIX_RELOAD, "g"))).toHaveLength(1);
    const [, after = ""] = code.split(REMIX_RELOAD);
    expect(after.trim()).toMatch(/^return new Promise\(\(\) => \{/);
  });
});
