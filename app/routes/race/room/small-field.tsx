/** The field of another racer, small: where the bugs are, and which one is locked. The code on them is not told. */
import { memo, useEffect, useRef } from "react";
import type { SmallBug, Standing } from "../../../contracts/race-protocol.ts";
import { BugGlyph } from "../../../ui/bug-glyphs/bug-glyph.tsx";
import { prefersReducedMotion } from "../../../ui/field/motion.ts";

type Props = Pick<Standing, "bugs" | "target"> & {
  /** Moment 0 of the race, on the clock of `performance.now()`. */
  startedAt: number;
};

/** The share of its way, in percent, at which a bug is drawn as near. */
const NEAR = 33;
/** Under reduced motion bugs advance in steps. */
const STEP_MS = 1_000;

/** Returns the share of its way that a bug has left at `t`, in percent. */
const left = ([, , , departed, arrives]: SmallBug, t: number) =>
  (100 * Math.max(0, arrives - t)) / Math.max(1, arrives - departed);

const placeAt = (share: number) => `translateX(${Math.min(100, share).toFixed(1)}%)`;

/** Moves the bugs of `field` by the compositor, from where they are to the wall. */
function advance(field: HTMLElement, bugs: readonly SmallBug[], startedAt: number): () => void {
  const lanes = [...field.children] as HTMLElement[];
  const put = () => {
    const t = performance.now() - startedAt;
    lanes.forEach((lane, i) => {
      const bug = bugs[i];
      if (bug) lane.style.transform = placeAt(left(bug, t));
    });
  };
  put();
  if (prefersReducedMotion()) {
    const timer = setInterval(put, STEP_MS);
    return () => clearInterval(timer);
  }
  const t = performance.now() - startedAt;
  const animations = lanes.flatMap((lane, i) => {
    const bug = bugs[i];
    if (!bug) return [];
    const frames = [{ transform: placeAt(left(bug, t)) }, { transform: placeAt(0) }];
    return lane.animate(frames, { duration: Math.max(0, bug[4] - t), fill: "forwards" });
  });
  return () => {
    for (const animation of animations) animation.cancel();
  };
}

export const SmallField = memo(function SmallField({ bugs, target, startedAt }: Props) {
  const field = useRef<HTMLDivElement>(null);
  useEffect(
    () => (field.current ? advance(field.current, bugs, startedAt) : undefined),
    [bugs, startedAt],
  );
  const now = performance.now() - startedAt;
  return (
    <div className="small-field" aria-hidden="true">
      <div className="small-lanes" ref={field}>
        {bugs.map((bug) => (
          <span key={bug[0]} className="small-lane" data-lane={bug[2]}>
            <i
              data-kind={bug[1]}
              data-locked={bug[0] === target || undefined}
              data-near={left(bug, now) < NEAR || undefined}
            >
              <BugGlyph kind={bug[1]} />
            </i>
          </span>
        ))}
      </div>
    </div>
  );
});
