/**
 * Fits the game above a soft keyboard, which covers the page without resizing it, until the returned function
 * is called.
 */
export function fitVisibleViewport(frame: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const fitFrame = () => {
    frame.style.setProperty("--play-height", `${Math.round(viewport.height)}px`);
    frame.style.setProperty("--play-top", `${Math.round(viewport.offsetTop)}px`);
  };
  fitFrame();
  viewport.addEventListener("resize", fitFrame);
  viewport.addEventListener("scroll", fitFrame);
  return () => {
    viewport.removeEventListener("resize", fitFrame);
    viewport.removeEventListener("scroll", fitFrame);
  };
}
