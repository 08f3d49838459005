import type { Achievement, Family as FamilyKey } from "../../contracts/achievement.ts";
import { Badge } from "../../ui/badges/badge.tsx";
import { exactly, since } from "../../ui/text/format.ts";
import { FAMILY_NAMES, rarityText } from "./labels.ts";
import { ProgressBar } from "./progress-bar.tsx";

/** The share of players with a verified run who hold it. */
function Rarity({ share }: { share: number }) {
  return (
    <span>
      <span className="sr-only">, held by </span>
      {share === 0 ? "nobody yet" : rarityText(share)}
      {share > 0 && <span className="max-sm:sr-only"> of players</span>}
    </span>
  );
}

interface LevelProps {
  achievement: Achievement;
  /** Whether it is the next level of its family. */
  next: boolean;
  now: string;
  signedIn: boolean;
}

function Level({ achievement, next, now, signedIn }: LevelProps) {
  const { name, description, points, rarity, unlocked_at } = achievement;
  const earned = unlocked_at !== null;
  return (
    <li className="level" data-state={earned ? "done" : signedIn && !next ? "locked" : "open"}>
      <Badge {...achievement} earned={earned} />
      <div className="min-w-0">
        <h3 className="level-name">{name}</h3>
        <p className="level-text">{description}</p>
        {next && <ProgressBar achievement={achievement} />}
      </div>
      <p className="level-side">
        {earned ? (
          <span className="level-when">
            <span className="sr-only">Unlocked </span>
            <time dateTime={unlocked_at} title={exactly(unlocked_at)}>
              {since(unlocked_at, now)}
            </time>
          </span>
        ) : (
          <span>
            {signedIn && <span className="sr-only">Locked, </span>}
            {points} points
          </span>
        )}
        <Rarity share={rarity} />
      </p>
    </li>
  );
}

interface Props {
  family: FamilyKey;
  levels: Achievement[];
  /** The next level, if there is one. */
  next: Achievement | undefined;
  now: string;
  signedIn: boolean;
}

/** The id of the list of a family's levels. Browsers unfold a family when a link leads to it. */
export const familyId = (family: FamilyKey) => `family-${family}`;

/** A family of achievements: its badges, and folded under them what each one asks for. */
export function FamilySection({ family, levels, next, now, signedIn }: Props) {
  const earned = levels.filter((level) => level.unlocked_at).length;
  const title = `${familyId(family)}-title`;
  return (
    <section className="family" data-family={family} aria-labelledby={title}>
      <details>
        <summary className="family-head">
          <h2 id={title}>{FAMILY_NAMES[family]}</h2>
          <span className="family-count">
            {signedIn ? (
              <>
                <span className="sr-only">Unlocked: </span>
                {earned}/{levels.length}
              </>
            ) : (
              levels.length
            )}
          </span>
          <span className="family-badges">
            {levels.map((level) => (
              <Badge key={level.id} {...level} earned={level.unlocked_at !== null} />
            ))}
          </span>
        </summary>
        <ol id={familyId(family)} className="levels">
          {levels.map((level) => (
            <Level
              key={level.id}
              achievement={level}
              next={level.id === next?.id}
              now={now}
              signedIn={signedIn}
            />
          ))}
        </ol>
      </details>
    </section>
  );
}
