import type { Achievement, Family as FamilyKey } from "../../contracts/achievement.ts";
import { exactly, since } from "../../ui/text/format.ts";
import { FAMILY_NAMES, rarityText } from "./labels.ts";
import { ProgressBar } from "./progress-bar.tsx";

/** The share of players with a verified run who hold it. It is counted hourly, so its first holder may see 0. */
function Rarity({ share, own }: { share: number; own: boolean }) {
  const nobody = own ? "you, so far" : "nobody yet";
  return (
    <span>
      <span className="sr-only">, held by </span>
      {share === 0 ? nobody : rarityText(share)}
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
  const { name, description, level, points, rarity, unlocked_at } = achievement;
  return (
    <li className="level" data-state={unlocked_at ? "done" : signedIn && !next ? "locked" : "open"}>
      <span className="level-number" aria-hidden="true">
        {unlocked_at ? "✓" : level}
      </span>
      <div className="min-w-0">
        <h3 className="level-name">{name}</h3>
        <p className="level-text">{description}</p>
        {next && <ProgressBar achievement={achievement} />}
      </div>
      <p className="level-side">
        {unlocked_at ? (
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
        <Rarity share={rarity} own={unlocked_at !== null} />
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

/** A family of achievements, drawn as a file: one numbered line a level. */
export function FamilySection({ family, levels, next, now, signedIn }: Props) {
  const earned = levels.filter((level) => level.unlocked_at).length;
  return (
    <section className="family" data-family={family} aria-labelledby={`family-${family}`}>
      <header className="family-head">
        <h2 id={`family-${family}`}>{FAMILY_NAMES[family]}</h2>
        <p className="family-count">
          {signedIn ? (
            <>
              <span className="sr-only">Unlocked: </span>
              {earned}/{levels.length}
            </>
          ) : (
            levels.length
          )}
        </p>
      </header>
      <ol className="levels">
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
    </section>
  );
}
