import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

declare module "@remix-run/cloudflare" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** What the start page shows is small: in a file each, it would be as much wrapping as content. */
const START =
  /app\/(engine\/plan|routes\/shared\/meta|ui\/(forms\/(key-hint|start-form|submit-once|use-enter)|glyphs\/glyph|glyphs\/glyph-paths|text\/(countdown|format|labels)))\.tsx?$/;

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
    isSsrBuild && durableObjects,
  ],
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  ssr: { resolve: { conditions: ["workerd", "worker", "browser"] } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // Left to wrangler, which uploads the one beside the Worker, and knows the other as the runtime.
    rollupOptions: {
      external: /\.wasm$|^cloudflare:/,
      output: isSsrBuild
        ? {}
        : {
            manualChunks: (id) => (START.test(id) ? "start" : undefined),
            onlyExplicitManualChunks: true,
          },
    },
  },
}));
