import { Link } from "@remix-run/react";
import type { PublicProfile } from "../../contracts/profile.ts";
import { Badge } from "../../ui/badges/badge.tsx";
import { BugGlyph } from "../../ui/bug-glyphs/bug-glyph.tsx";
import { exactly, since, whole } from "../../ui/text/format.ts";

type Unlocked = PublicProfile["achievements"];

/** So many are shown at once; the earlier ones are folded up. */
const SHOWN = 8;

interface Props {
  /** Newest first. */
  unlocked: Unlocked;
  now: string;
  /** Whether it is the viewer's own page. */
  self: boolean;
}

function List({ unlocked, now }: Omit<Props, "self">) {
  return (
    <ul className="achievements">
      {unlocked.map(({ name, description, family, level, unlocked_at }) => (
        <li key={name}>
          <Badge family={family} level={level} earned className="mb-2" />
          <p className="level-name">{name}</p>
          <p className="level-text">{description}</p>
          <p className="achievement-when">
            <time dateTime={unlocked_at} title={exactly(unlocked_at)}>
              {since(unlocked_at, now)}
            </time>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function PlayerAchievements({ unlocked, now, self }: Props) {
  const points = unlocked.reduce((total, { points }) => total + points, 0);
  const rest = unlocked.slice(SHOWN);
  return (
    <section aria-labelledby="achievements">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="achievements">Achievements</h2>
        <p className="flex flex-wrap gap-x-5 text-sm text-dim">
          {unlocked.length > 0 && (
            <span className="font-mono">
              {unlocked.length} · {whole(points)} points
            </span>
          )}
          <Link to="/achievements" className="link">
            All there are
          </Link>
        </p>
      </div>
      {unlocked.length > 0 ? (
        <List unlocked={unlocked.slice(0, SHOWN)} now={now} />
      ) : (
        <div className="achievements-none">
          <BugGlyph kind="null" />
          <p>{self ? "None yet. They are earned, not given away." : "None yet."}</p>
        </div>
      )}
      {rest.length > 0 && (
        <details className="achievements-rest">
          <summary className="button">{rest.length} earlier</summary>
          <List unlocked={rest} now={now} />
        </details>
      )}
    </section>
  );
}
