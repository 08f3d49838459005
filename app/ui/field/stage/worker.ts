/** The stage on a thread of its own: what it paints costs the page's keys nothing. */
import monoFont from "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url";
import type { StageMessage } from "./messages.ts";
import { type SceneHandle, startScene } from "./scene.ts";

/** The canvas first, then messages. */
export type WorkerMessage = OffscreenCanvas | readonly StageMessage[];

let show: SceneHandle | undefined;

self.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
  if (!(data instanceof OffscreenCanvas)) {
    show?.receive(data);
    return;
  }
  show = startScene(data);
  // That it is here, and can paint.
  self.postMessage(null);
});

/** A worker has none of the page's faces; the stand-in is as wide. */
const { fonts } = self as { fonts?: FontFaceSet };
if (fonts) {
  const face = new FontFace("JetBrains Mono", `url(${monoFont})`, { weight: "100 800" });
  fonts.add(face);
  face.load().then(
    () => show?.redrawLabels(),
    () => {},
  );
}
