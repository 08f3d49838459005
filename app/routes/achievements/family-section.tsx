import type { Achievement, Family as FamilyKey } from "../../contracts/achievement.ts";
import { exactly, since } from "../../ui/text/format.ts";
import { FAMILY_NAMES, rarityText } from "./labels.ts";
import { ProgressBar } from "./progress-bar.tsx";

/** How many hold it, of the players with a verified run: counted every hour, so the first one knows it before. */
function Rarity({ share, own }: { share: number; own: boolean }) {
  const few = own ? "you, so far" : "nobody yet";
  return (
    <span>
      <span className="sr-only">, held by </span>
      {share === 0 ? few : rarityText(share)}
      {share > 0 && <span className="max-sm:sr-only"> of players</span>}
    </span>
  );
}

interface LevelProps {
  achievement: Achievement;
  /** Whether it is the one that comes next in its family. */
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
  /** The achievement that comes next, if one does. */
  next: Achievement | undefined;
  now: string;
  signedIn: boolean;
}

/** A family as a file: a line a level, numbered in the gutter. */
export function FamilySection({ family, levels, next, now, signedIn }: Props) {
  const earned = levels.filter((one) => one.unlocked_at).length;
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
        {levels.map((one) => (
          <Level
            key={one.id}
            achievement={one}
            next={one.id === next?.id}
            now={now}
            signedIn={signedIn}
          />
        ))}
      </ol>
    </section>
  );
}
