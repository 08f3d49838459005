import { Link } from "@remix-run/react";
import type { EarnedAchievement } from "../../contracts/achievement.ts";
import { Badge } from "../../ui/badges/badge.tsx";

/** The achievements that the run unlocked; nothing if there are none. */
export function UnlockedAchievements({ achievements }: { achievements: EarnedAchievement[] }) {
  if (achievements.length === 0) return null;
  return (
    <section aria-labelledby="unlocked" className="unlocked">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="unlocked">
          {achievements.length === 1 ? "Achievement unlocked" : "Achievements unlocked"}
        </h2>
        <Link to="/achievements" className="link text-sm">
          All achievements
        </Link>
      </div>
      <ul className="unlocked-list">
        {achievements.map(({ id, name, description, points, family, level }) => (
          <li key={id} className="unlocked-one">
            <Badge family={family} level={level} earned />
            <div className="min-w-0">
              <p className="level-name">{name}</p>
              <p className="level-text">{description}</p>
            </div>
            <p className="unlocked-points">
              +{points}
              <span className="sr-only"> points</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
