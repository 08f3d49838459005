/** Fits the game above a soft keyboard, which covers the page without resizing it. */
export function fitVisibleViewport(frame: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const follow = () => {
    frame.style.setProperty("--play-height", `${Math.round(viewport.height)}px`);
    frame.style.setProperty("--play-top", `${Math.round(viewport.offsetTop)}px`);
  };
  follow();
  viewport.addEventListener("resize", follow);
  viewport.addEventListener("scroll", follow);
  return () => {
    viewport.removeEventListener("resize", follow);
    viewport.removeEventListener("scroll", follow);
  };
}
