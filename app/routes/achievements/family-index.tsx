import { type Achievement, FAMILIES } from "../../contracts/achievement.ts";
import { FAMILY_NAMES } from "./labels.ts";

/** The families, with what the viewer has of each: the way down a long page. */
export function FamilyIndex({ items, signedIn }: { items: Achievement[]; signedIn: boolean }) {
  return (
    <nav aria-label="Families" className="achievements-index">
      <ul className="family-index">
        {FAMILIES.map((family) => {
          const levels = items.filter((one) => one.family === family);
          const earned = levels.filter((one) => one.unlocked_at).length;
          return (
            <li key={family}>
              <a href={`#family-${family}`} className="chip">
                {FAMILY_NAMES[family]}
                <span
                  className={earned > 0 ? "family-index-count text-amber" : "family-index-count"}
                >
                  {signedIn ? `${earned}/${levels.length}` : levels.length}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
