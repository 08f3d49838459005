/** What the viewer has unlocked and can unlock soon; for guests, an invitation to play. */
import { Link, useNavigate } from "@remix-run/react";
import type { Achievement } from "../../contracts/achievement.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { whole } from "../../ui/text/format.ts";
import { progressShare } from "./labels.ts";
import { ProgressBar } from "./progress-bar.tsx";

/** How many achievements are shown as within reach. */
const MAX_IN_REACH = 3;

const pointsOf = (items: Achievement[]) => items.reduce((total, { points }) => total + points, 0);

function PlayLink({ children }: { children: string }) {
  const navigate = useNavigate();
  useEnter(() => navigate("/play"));
  return (
    <Link to="/play" className="button button-primary" aria-keyshortcuts="Enter">
      {children} <KeyHint>Enter</KeyHint>
    </Link>
  );
}

export function GuestInvitation() {
  return (
    <div className="card earned">
      <h2>Start a collection</h2>
      <p className="text-dim">
        The first one takes a single run. With an account it stays yours, and this page shows how
        far the next ones are.
      </p>
      <div className="earned-act">
        <PlayLink>Defend production</PlayLink>
        <Link to="/login?to=/achievements" className="link">
          Sign in
        </Link>
      </div>
    </div>
  );
}

interface Props {
  items: Achievement[];
  /** The next level of each family. */
  next: Achievement[];
}

export function EarnedSummary({ items, next }: Props) {
  const unlocked = items.filter((item) => item.unlocked_at);
  const near = [...next]
    .filter((item) => progressShare(item) > 0)
    .sort((a, b) => progressShare(b) - progressShare(a))
    .slice(0, MAX_IN_REACH);
  return (
    <div className="card earned">
      <div>
        <h2 className="eyebrow">Unlocked</h2>
        <p className="earned-count">
          {unlocked.length}
          <span> of {items.length}</span>
        </p>
        <p className="font-mono text-sm text-dim">
          {whole(pointsOf(unlocked))} of {whole(pointsOf(items))} points
        </p>
      </div>
      {near.length > 0 && (
        <div>
          <h2 className="eyebrow">Within reach</h2>
          <ul className="reach">
            {near.map((item) => (
              <li key={item.id}>
                <p className="level-name">{item.name}</p>
                <ProgressBar achievement={item} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {unlocked.length === items.length ? (
        <p className="text-dim">
          All of them. There is nothing left to prove; the bugs still come.
        </p>
      ) : (
        unlocked.length === 0 && <p className="text-dim">One verified run, and it begins.</p>
      )}
      <div className="earned-act">
        <PlayLink>Play</PlayLink>
      </div>
    </div>
  );
}
