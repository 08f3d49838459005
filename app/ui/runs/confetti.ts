/** Confetti in the colours of the page: for a new best, an achievement, a boss. */

const COLORS = ["--amber", "--mint", "--sky", "--violet"];

export interface Celebration {
  /** The origin, as shares of the window from its top left corner. */
  x?: number;
  y?: number;
  particles?: number;
}

/** Returns the colour of a custom property as `#rrggbb`. */
function hexOf(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.appendChild(probe);
  const rgb = getComputedStyle(probe).color.match(/\d+/g) ?? [];
  probe.remove();
  const hex = rgb.slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0"));
  return hex.length === 3 ? `#${hex.join("")}` : "#888888";
}

/** Loads the library in advance, so that the celebration starts without delay. */
export const loadConfetti = () => import("canvas-confetti").catch(() => undefined);

/** Shows confetti. Resolves when it is over; at once under reduced motion. */
export async function showConfetti({ x = 0.5, y = 0.35, particles = 140 }: Celebration = {}) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  // Without a network there is no confetti, which is no error.
  const loaded = await loadConfetti();
  if (!loaded) return;
  const canvas = document.createElement("canvas");
  canvas.className = "celebration";
  // Here and not in a style sheet: every page that celebrates has others.
  Object.assign(canvas.style, {
    position: "fixed",
    inset: "0",
    zIndex: "40",
    width: "100%",
    height: "100%",
    pointerEvents: "none",
  });
  canvas.ariaHidden = "true";
  document.body.appendChild(canvas);
  try {
    // The library starts its worker from a blob, which our Content-Security-Policy forbids.
    await loaded.default.create(canvas, { resize: true, useWorker: false })({
      particleCount: particles,
      spread: 100,
      startVelocity: 38,
      origin: { x, y },
      shapes: ["square"],
      colors: COLORS.map(hexOf),
      disableForReducedMotion: true,
    });
  } finally {
    canvas.remove();
  }
}
