/** The worker that draws the stage, so that drawing never delays a key. */
import monoFont from "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url";
import type { StageMessage } from "./messages.ts";
import { type SceneHandle, startScene } from "./scene.ts";

/** The first message is the canvas. */
export type WorkerMessage = OffscreenCanvas | readonly StageMessage[];

let scene: SceneHandle | undefined;

self.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
  if (!(data instanceof OffscreenCanvas)) {
    scene?.receive(data);
    return;
  }
  scene = startScene(data);
  // Tells the page that the worker has started.
  self.postMessage(null);
});

/** A worker does not have the page's fonts. Until this one has loaded, the fallback has the same width. */
const { fonts } = self as { fonts?: FontFaceSet };
if (fonts) {
  const face = new FontFace("JetBrains Mono", `url(${monoFont})`, { weight: "100 800" });
  fonts.add(face);
  face.load().then(
    () => scene?.redrawCards(),
    () => {},
  );
}
