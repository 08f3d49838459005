/** The assumptions of `app/remix-internals` about Remix. If one fails after an upgrade, read record 22. */
import { readFileSync } from "node:fs";
import type { EntryContext } from "@remix-run/cloudflare";
import { matchRoutes, RemixBrowser, RemixServer, Scripts } from "@remix-run/react";
import { createElement, Fragment, type ReactNode, Suspense } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deferScripts, MODULE_TAG, PRELOAD_TAG } from "../app/remix-internals/deferred-scripts.tsx";
import { REMIX_RELOAD } from "../app/remix-internals/missing-modules.ts";
import { pageManifest } from "../app/remix-internals/page-manifest.ts";
import { renderPage } from "../app/remix-internals/rendered-page.tsx";
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

const FLAGS = {
  hasAction: false,
  hasLoader: false,
  hasClientAction: false,
  hasClientLoader: false,
  hasErrorBoundary: false,
};

interface Route {
  id: string;
  parentId?: string;
  path?: string | undefined;
  index?: boolean;
  module: string;
  imports?: string[];
}

/** A route of the manifest. */
const route = (id: string, parentId: string, path?: string): [string, Route] => [
  id,
  { id, parentId, path, index: path === undefined, module: `/${id}.js`, ...FLAGS },
];
const ROUTES: Record<string, Route> = {
  root: { id: "root", path: "", module: "/root.js", imports: ["/shared.js"], ...FLAGS },
  ...Object.fromEntries([
    route("home", "root"),
    route("login", "root", "login"),
    route("admin", "root", "admin"),
    route("overview", "admin"),
    route("users", "admin", "users"),
    route("user", "admin", "users/:id"),
    route("nothing", "root", "*"),
  ]),
};

/** The routes as the router takes them. */
const childrenOf = (parent?: string): Parameters<typeof matchRoutes>[0] =>
  Object.values(ROUTES)
    .filter(({ parentId }) => parentId === parent)
    .map(({ id, path, index }) =>
      index ? { id, index } : { id, path: path ?? "", children: childrenOf(id) },
    );

/** Returns the context of a page with only `Besides` and `<Scripts>`. Its data comes in two chunks. */
function pageContext(pathname: string, Besides: () => ReactNode): EntryContext {
  const Root = () =>
    createElement(
      Fragment,
      null,
      createElement(Suspense, null, createElement(Besides)),
      createElement(Scripts, { nonce: "n" }),
    );
  const context = {
    manifest: {
      version: "1",
      url: "/manifest.js",
      entry: { module: "/entry.js", imports: ["/react.js"] },
      routes: ROUTES,
    },
    routeModules: Object.fromEntries(
      Object.keys(ROUTES).map((id) => [id, { default: id === "root" ? Root : Fragment }]),
    ),
    staticHandlerContext: {
      basename: "/",
      location: { pathname, search: "", hash: "", state: null, key: "default" },
      matches: matchRoutes(childrenOf(), pathname),
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
    serverHandoffStream: new Blob(['["dec', 'oded</script>"]\n']).stream(),
    renderMeta: {},
  };
  return context as unknown as EntryContext;
}

const urlOf = (pathname: string) => `http://site.invalid${pathname}`;

const renderScripts = (Besides: () => ReactNode = () => null, pathname = "/") =>
  renderPage(pageContext(pathname, Besides), urlOf(pathname), "n");

describe("a rendered page", () => {
  it("has its data in a script, which ends the stream that the browser decodes", async () => {
    const page = await renderScripts();
    const data = '"[\\"decoded\\u003c/script\\u003e\\"]\\n"';
    expect(page).toContain(`streamController.enqueue(${data});</script>`);
    expect(page).toMatch(/<script nonce="n">window\.__remixContext\.streamController\.close\(\);/);
    expect(page.startsWith("<!DOCTYPE html>")).toBe(true);
    // React writes these marks for a boundary that it waits for, or gives up.
    expect(page).not.toMatch(/<!--\$[?!]-->|<template/);
  });
});

describe("the part of the manifest that a page is rendered with", () => {
  it.each([
    "/",
    "/login",
    "/admin",
    "/admin/users",
    "/admin/users/7",
    "/admin/nothing",
    "/nothing",
  ])("is what Remix tells the browser of at %s", async (pathname) => {
    const told = (page: string) => /window\.__remixManifest = .*?import\(/s.exec(page)?.[0];
    const context = pageContext(pathname, () => null);
    const whole = renderToString(createElement(RemixServer, { context, url: urlOf(pathname) }));
    expect(told(await renderScripts(() => null, pathname))).toBe(told(whole));
    expect(told(whole)).toContain('"/home.js"');
  });

  it("has no other route", () => {
    const { routes } = pageManifest(pageContext("/admin/users", () => null));
    expect(Object.keys(routes)).toEqual(["root", "home", "admin", "overview", "users"]);
  });
});

describe("a page in whose Suspense boundary a component", () => {
  it.each<[string, () => ReactNode]>([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
    [
      "waits",
      () => {
        throw Promise.resolve();
      },
    ],
  ])("%s is an error, not a page without it", async (_, Component) => {
    await expect(renderScripts(Component)).rejects.toThrow("Suspense boundary");
  });
});

describe("the tags by which Remix loads scripts", () => {
  it("are only modulepreload links and one inline module", async () => {
    const page = await renderScripts();
    const tags = page.match(/<(?:link|script)\b[^>]*>/g) ?? [];
    const preloads = tags.filter((tag) => tag.startsWith(PRELOAD_TAG));
    expect(preloads.map((tag) => tag.split('"')[3])).toEqual([
      "/entry.js",
      "/react.js",
      "/shared.js",
      "/root.js",
      "/home.js",
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
