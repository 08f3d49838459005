import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/** What the start page shows is small: in a file each, it would be as much wrapping as content. */
const START =
  /app\/(engine\/plan|routes\/shared\/meta|ui\/(forms\/(key-hint|start-form|submit-once|use-enter)|glyphs\/glyph|glyphs\/glyph-paths|text\/(countdown|format|labels)))\.tsx?$/;

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
  ],
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  ssr: { resolve: { conditions: ["workerd", "worker", "browser"] } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // Left to wrangler, which uploads it beside the Worker.
    rollupOptions: {
      external: /\.wasm$/,
      output: isSsrBuild
        ? {}
        : {
            manualChunks: (id) => (START.test(id) ? "start" : undefined),
            onlyExplicitManualChunks: true,
          },
    },
  },
}));
