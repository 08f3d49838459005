/** From SVG to PNG, by resvg in WebAssembly: a Worker has neither a canvas nor native code. */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
// Compiled when the Worker is uploaded: nothing may be compiled while it runs.
import module from "@resvg/resvg-wasm/index_bg.wasm";

/** Once an isolate, and not before somebody asks for an image. */
let ready: Promise<void> | undefined;

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
