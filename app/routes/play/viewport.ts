/** Fits the game above a soft keyboard, which covers the page without resizing it. */
export function fitVisibleViewport(frame: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const fit = () => {
    frame.style.setProperty("--play-height", `${Math.round(viewport.height)}px`);
    frame.style.setProperty("--play-top", `${Math.round(viewport.offsetTop)}px`);
  };
  fit();
  viewport.addEventListener("resize", fit);
  viewport.addEventListener("scroll", fit);
  return () => {
    viewport.removeEventListener("resize", fit);
    viewport.removeEventListener("scroll", fit);
  };
}
