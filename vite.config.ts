import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

/** The small modules of the start page, built as one file: each file of its own would add about 100 bytes. */
const START = [
  "app/contracts/start-choice.ts",
  "app/engine/plan.ts",
  "app/routes/home/demo/demo-key.ts",
  "app/routes/shared/meta.ts",
  "app/ui/forms/key-hint.tsx",
  "app/ui/forms/remember-choice.ts",
  "app/ui/forms/starting.tsx",
  "app/ui/forms/submit-once.ts",
  "app/ui/forms/use-enter.ts",
  "app/ui/bug-glyphs/bug-glyph.tsx",
  "app/ui/bug-glyphs/glyph-paths.ts",
  "app/ui/field/soft-input.tsx",
  "app/ui/layout/logo.tsx",
  "app/ui/outbox/outbox.tsx",
  "app/ui/outbox/runs-flag.ts",
  "app/ui/text/countdown.tsx",
  "app/ui/text/format.ts",
  "app/ui/text/enum-names.ts",
].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const missing = START.filter((path) => !existsSync(path));
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
            manualChunks: (id) => (START.includes(id) ? "start" : undefined),
            onlyExplicitManualChunks: true,
          },
    },
  },
}));
