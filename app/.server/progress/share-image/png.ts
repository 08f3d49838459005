/** Renders SVG as PNG by resvg in WebAssembly: a Worker has neither a canvas nor native code. */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
// Compiled when the Worker is uploaded: a running Worker may not compile.
import module from "@resvg/resvg-wasm/index_bg.wasm";

/** Set by the first image of an isolate, because WebAssembly is initialised once. */
let ready: Promise<void> | undefined;

/** Returns an SVG image as PNG. */
export async function renderPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  ready ??= initWasm(module);
  await ready;
  const drawing = new Resvg(svg, { font: { loadSystemFonts: false } });
  const image = drawing.render();
  try {
    return new Uint8Array(image.asPng());
  } finally {
    image.free();
    drawing.free();
  }
}
