import type { PublicProfile } from "../../contracts/profile.ts";
import { exactly, since } from "../../ui/figures.ts";
import { Glyph } from "../../ui/glyph.tsx";

interface Props {
  unlocked: PublicProfile["achievements"];
  now: string;
  /** Whether it is the viewer's own page. */
  self: boolean;
}

export function Achievements({ unlocked, now, self }: Props) {
  return (
    <section aria-labelledby="achievements">
      <h2 id="achievements">Achievements</h2>
      {unlocked.length > 0 ? (
        <ul className="achievements">
          {unlocked.map(({ name, description, unlocked_at }) => (
            <li key={name}>
              <p className="achievement-name">{name}</p>
              <p className="text-dim">{description}</p>
              <p className="achievement-when">
                <time dateTime={unlocked_at} title={exactly(unlocked_at)}>
                  {since(unlocked_at, now)}
                </time>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <div className="achievements-none">
          <Glyph kind="null" />
          <p>{self ? "None yet. They are earned, not given away." : "None yet."}</p>
        </div>
      )}
    </section>
  );
}
