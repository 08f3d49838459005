import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { MISSING_MODULE, REMIX_RELOAD } from "./app/remix-internals/missing-modules.ts";
import { rememberRoutes } from "./app/remix-internals/remembered-routes.ts";

/**
 * Modules that are built as one file each group. A file of its own costs a module about 100 bytes and what it has in
 * common with others: a run would load 5 KB more.
 */
const CHUNKS: Record<string, string[]> = {
  /** The small modules of the start page. */
  start: [
    "app/contracts/start-choice.ts",
    "app/engine/plan.ts",
    "app/routes/home/demo/demo-key.ts",
    "app/routes/shared/meta.ts",
    "app/ui/forms/key-hint.tsx",
    "app/ui/forms/remember-choice.ts",
    "app/ui/forms/remember-start.ts",
    "app/ui/forms/starting.tsx",
    "app/ui/forms/submit-once.ts",
    "app/ui/forms/use-enter.ts",
    "app/ui/bug-glyphs/bug-glyph.tsx",
    "app/ui/bug-glyphs/glyph-paths.ts",
    "app/ui/field/branch-icon.tsx",
    "app/ui/field/soft-input.tsx",
    "app/ui/field/stored-switch.ts",
    "app/ui/layout/document-age.ts",
    "app/ui/layout/late.tsx",
    "app/ui/layout/logo.tsx",
    "app/ui/layout/network-errors.ts",
    "app/ui/offline/install-prompt.ts",
    "app/ui/offline/kept-choice.ts",
    "app/ui/offline/kept-page.ts",
    "app/ui/outbox/network.ts",
    "app/ui/outbox/runs-flag.ts",
    "app/ui/text/countdown.tsx",
    "app/ui/text/format.ts",
    "app/ui/text/enum-names.ts",
  ],
  /** What the start page loads with the first key, and every run, drill and replay. */
  game: [
    "app/engine/index.ts",
    "app/engine/keystrokes/typed-character.ts",
    "app/engine/limits.ts",
    "app/engine/rng.ts",
    "app/engine/score.ts",
    "app/engine/state.ts",
    "app/engine/tokens.ts",
    "app/engine/typing-speed.ts",
    "app/engine/v2/",
    "app/routes/shared/typing/composed-text.ts",
    "app/routes/shared/typing/keyboard.ts",
    "app/routes/shared/typing/soft-keyboard.ts",
    "app/routes/shared/typing/visible-viewport.ts",
    "app/ui/field/hud/uptime.ts",
    "app/ui/field/near.ts",
    "app/ui/field/urgency.ts",
    "app/ui/field/screen-reader/",
  ],
  /** The field, for runs and replays. Its scene is in the worker. */
  field: [
    "app/ui/bug-glyphs/power-glyph.tsx",
    "app/ui/field/bug-registry.ts",
    "app/ui/field/code/",
    "app/ui/field/event-view.ts",
    "app/ui/field/field-frame.tsx",
    "app/ui/field/frame-parts.ts",
    "app/ui/field/geometry.ts",
    "app/ui/field/hud/",
    "app/ui/field/motion.ts",
    "app/ui/field/renderer.ts",
    "app/ui/field/stage/messages.ts",
    "app/ui/field/stage/sizes.ts",
    "app/ui/field/stage/stage.ts",
  ],
  /** What keeps and sends runs. */
  delivery: ["app/ui/outbox/delivery.ts", "app/ui/outbox/run-store.ts"],
  /** What plays a run. */
  play: [
    "app/routes/shared/run/away-notice.tsx",
    "app/routes/shared/run/coach.ts",
    "app/routes/play/game.tsx",
    "app/routes/shared/run/key-buttons.tsx",
    "app/routes/play/late-end-panel.tsx",
    "app/ui/forms/radio-group.tsx",
    "app/routes/shared/run/run-controller.ts",
    "app/routes/play/run-saver.ts",
    "app/routes/play/run-setup.tsx",
    "app/routes/shared/run/run.ts",
    "app/routes/play/started-run.ts",
    "app/routes/shared/run/use-engine-version.ts",
    "app/routes/shared/run/late-sounds.ts",
    "app/ui/field/switch-icon.tsx",
    "app/ui/outbox/other-tabs.ts",
  ],
};

const chunkOf = new Map(
  Object.entries(CHUNKS).flatMap(([chunk, paths]) =>
    paths.map((path) => [fileURLToPath(new URL(path, import.meta.url)), chunk] as const),
  ),
);

const missing = [...chunkOf.keys()].filter((path) => !existsSync(path));
if (missing.length > 0) throw new Error(`Moved, or deleted: ${missing.join(", ")}`);

/**
 * Adds the Durable Object classes to the server's build as a second entry of the same module graph:
 * the Worker must export each by its name, and Remix's own entry has names of its own.
 */
const durableObjects: Plugin = {
  name: "durable-objects",
  buildStart() {
    this.emitFile({
      type: "chunk",
      id: "workers/durable-objects.ts",
      fileName: "durable-objects.js",
      preserveSignature: "strict",
    });
  },
};

/**
 * Has Remix tell when the module of a route cannot be loaded, where it would reload the page that is left: then the page that
 * is wanted is loaded, once (`app/remix-internals/missing-modules.ts`). Remix has no option for that.
 */
const tellMissingModules: Plugin = {
  name: "tell-missing-modules",
  transform(code, id) {
    if (!/@remix-run\/react\/dist\/esm\/routeModules\.js/.test(id)) return;
    if (!REMIX_RELOAD.test(code)) this.error("Remix reloads in another way: see record 57");
    return {
      code: code.replace(REMIX_RELOAD, `window.dispatchEvent(new Event("${MISSING_MODULE}"));`),
      map: null,
    };
  },
};

/** Has the server's router remember what it makes of the routes. */
const rememberedRoutes: Plugin = {
  name: "remembered-routes",
  transform(code, id) {
    if (!/@remix-run\/router\/dist\/router\.js/.test(id)) return;
    return { code: rememberRoutes(code), map: null };
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
    ...(isSsrBuild ? [durableObjects, rememberedRoutes] : [tellMissingModules]),
  ],
  // Where there is no `window`, React Router's module throws and catches an error as it starts. To say where that was, V8 parses the whole
  // Worker once more: 45 ms for each isolate.
  define: { "window.__reactRouterVersion": "globalThis.__reactRouterVersion" },
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  ssr: {
    resolve: { conditions: ["workerd", "worker", "browser"] },
    // What shares the router, so that there is one and it passes through the plugin above.
    noExternal: [/^@remix-run\//, /^react-router/],
  },
  build: {
    target: "es2022",
    // Of the browser's files, 1.4 KB smaller for a run than with esbuild. wrangler minifies the server, and its map leads to our sources.
    minify: isSsrBuild ? false : "terser",
    sourcemap: isSsrBuild === true,
    assetsInlineLimit: 0,
    modulePreload: {
      // A list of names is a part of every module that loads others late. Every page has these, and the service worker those.
      resolveDependencies: (name, modules) =>
        /\boffline-/.test(name)
          ? []
          : modules.filter((module) => !/\b(components|start|preload-helper)-/.test(module)),
    },
    // Tells `scripts/offline` which modules a page needs, which then takes it away.
    manifest: true,
    // Left to wrangler, which uploads the one beside the Worker, and knows the other as the runtime.
    rollupOptions: {
      external: /\.wasm$|^cloudflare:/,
      output: isSsrBuild
        ? {}
        : {
            // A module's own entry comes before that of its folder.
            manualChunks: (id) => chunkOf.get(id) ?? chunkOf.get(`${dirname(id)}/`),
            onlyExplicitManualChunks: true,
          },
    },
  },
}));
