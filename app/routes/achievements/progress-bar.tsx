import type { Achievement } from "../../contracts/achievement.ts";
import { progressText } from "./labels.ts";

/** The progress to the next level, as a bar and in words. */
export function ProgressBar({ achievement }: { achievement: Achievement }) {
  const { name, progress, requirement_value } = achievement;
  if (progress === null) return null;
  const text = progressText(achievement, progress);
  return (
    <p className="level-progress">
      <progress
        className="bar"
        value={Math.min(progress, requirement_value)}
        max={requirement_value}
        aria-label={`Progress to ${name}`}
      />
      <span>{text}</span>
    </p>
  );
}
