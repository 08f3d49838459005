import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

declare module "@remix-run/cloudflare" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** The small modules of the start page, built as one file: each file of its own would add about 100 bytes. */
const START = [
  "app/engine/plan.ts",
  "app/routes/shared/meta.ts",
  "app/ui/forms/key-hint.tsx",
  "app/ui/forms/start-form.tsx",
  "app/ui/forms/submit-once.ts",
  "app/ui/forms/use-enter.ts",
  "app/ui/glyphs/glyph.tsx",
  "app/ui/glyphs/glyph-paths.ts",
  "app/ui/text/countdown.tsx",
  "app/ui/text/format.ts",
  "app/ui/text/labels.ts",
].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const missing = START.filter((path) => !existsSync(path));
if (missing.length > 0) throw new Error(`Moved, or deleted: ${missing.join(", ")}`);

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
            manualChunks: (id) => (START.includes(id) ? "start" : undefined),
            onlyExplicitManualChunks: true,
          },
    },
  },
}));
