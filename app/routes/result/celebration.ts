import { useEffect } from "react";

function forgetTheOccasion(): void {
  // So that a reload is not celebrated again.
  const { state } = window.history;
  window.history.replaceState({ ...state, usr: { ...state?.usr, new_best: false } }, "");
}

async function celebrate(canvas: HTMLCanvasElement): Promise<void> {
  const { default: confetti } = await import("canvas-confetti");
  // A worker would be started from a blob, which our Content-Security-Policy forbids.
  const fire = confetti.create(canvas, { resize: true, useWorker: false });
  const colors = ["--amber", "--mint", "--sky", "--violet"].map((name) => {
    const probe = document.createElement("i");
    probe.style.color = `var(${name})`;
    document.body.appendChild(probe);
    const rgb = getComputedStyle(probe).color.match(/\d+/g) ?? [];
    probe.remove();
    const hex = rgb.slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0"));
    return hex.length === 3 ? `#${hex.join("")}` : "#888888";
  });
  await fire({
    particleCount: 140,
    spread: 100,
    startVelocity: 38,
    origin: { y: 0.35 },
    shapes: ["square"],
    colors,
    disableForReducedMotion: true,
  });
}

/** Squares of paper for a new best. */
export function useCelebration(isBest: boolean): void {
  useEffect(() => {
    if (!isBest) return;
    const canvas = document.createElement("canvas");
    canvas.className = "celebration";
    document.body.appendChild(canvas);
    celebrate(canvas).finally(() => canvas.remove());
    forgetTheOccasion();
    return () => {
      canvas.remove();
    };
  }, [isBest]);
}
