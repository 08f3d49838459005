import { type Achievement, FAMILIES } from "../../contracts/achievement.ts";
import { FAMILY_NAMES } from "./labels.ts";

/** Links to the families on this page, with the number of unlocked levels of each. */
export function FamilyIndex({ items, signedIn }: { items: Achievement[]; signedIn: boolean }) {
  return (
    <nav aria-label="Families" className="achievements-index">
      <ul className="family-index">
        {FAMILIES.map((family) => {
          const levels = items.filter((item) => item.family === family);
          const earned = levels.filter((level) => level.unlocked_at).length;
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
