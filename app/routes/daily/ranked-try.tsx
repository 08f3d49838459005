/** The viewer's one ranked try of the day: not taken, being played, lost, or done. */
import { Link, useNavigate } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Daily, DailyTry } from "../../contracts/challenge.ts";
import type { Language } from "../../engine/plan.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { PrimaryStartForm } from "../../ui/forms/start-form.tsx";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { Share } from "../../ui/runs/share.tsx";
import { shareText } from "../../ui/runs/share-text.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { orUnknown, percent, whole } from "../../ui/text/format.ts";
import { loginPath } from "../shared/login-path.ts";
import { dailyPath } from "./search-params.ts";

function TryNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2>{title}</h2>
      <p className="mt-2 text-dim">{children}</p>
    </div>
  );
}

function PractiseButton({ language }: { language: Language }) {
  return (
    <div className="daily-act">
      <PrimaryStartForm start={{ language, mode: "daily_practice" }}>Practise</PrimaryStartForm>
      <p className="text-sm text-dim">The same plan, unranked.</p>
    </div>
  );
}

/** Shown in the place of the button before the try is over. */
function PracticeHint() {
  return <p className="text-sm text-dim">Practice opens when it is over.</p>;
}

function SignInForTry({ language }: { language: Language }) {
  const to = loginPath(dailyPath(language));
  const navigate = useNavigate();
  useEnter(() => navigate(to));
  return (
    <>
      <TryNotice title="Your try is waiting">
        A ranked try belongs to somebody: sign in, and today&rsquo;s plan is yours, once.
      </TryNotice>
      <div className="daily-act">
        <Link to={to} className="button button-primary" aria-keyshortcuts="Enter">
          Sign in for your try <KeyHint>Enter</KeyHint>
        </Link>
        <Link to={to.replace("/login", "/register")} className="link">
          Create account
        </Link>
      </div>
    </>
  );
}

function TryNotTaken({ language }: { language: Language }) {
  return (
    <>
      <TryNotice title="You have not played today">
        It begins at once and cannot be taken back: leaving it ends it.
      </TryNotice>
      <div className="daily-act">
        <PrimaryStartForm start={{ language, mode: "daily" }}>
          Take your ranked try
        </PrimaryStartForm>
        <PracticeHint />
      </div>
    </>
  );
}

function TryWithoutResult({ open, language }: { open: boolean; language: Language }) {
  if (open) {
    return (
      <>
        <TryNotice title="Your try is being played">
          It goes on in the window where you began it. If that is closed, the try ends by itself
          half an hour after its last wave, with what was typed until then.
        </TryNotice>
        <PracticeHint />
      </>
    );
  }
  return (
    <>
      <TryNotice title="Your try is gone">
        It ended without a result: you began another run before it was over. There is one try a day
        and language, so this one counts for nothing.
      </TryNotice>
      <PractiseButton language={language} />
    </>
  );
}

/** A try with its result. */
type DoneTry = { [Key in keyof DailyTry]: NonNullable<DailyTry[Key]> } & Nullable;
type Nullable = Pick<DailyTry, "rank" | "standard_wpm" | "key_accuracy">;

const doneTry = (ownTry: DailyTry | null) => (ownTry?.result_id ? (ownTry as DoneTry) : null);

/** Shown instead of a rank, by the status of the result. */
const WITHOUT_RANK: Record<NonNullable<DailyTry["status"]>, string> = {
  VERIFIED: "Not on the board",
  PENDING: "Being checked: it gets its rank when that is done",
  VOIDED: "Voided by a moderator: it has no rank",
  UNRANKED: "Unranked: too short to count, or typed beside another run",
};

function TryTaken({ done, challenge }: { done: DoneTry; challenge: Daily }) {
  const { language, players } = challenge;
  const { result_id, score, rank, status, standard_wpm, key_accuracy } = done;
  return (
    <>
      <div>
        <h2 className="eyebrow">Your try</h2>
        <p className="daily-score">
          <Link to={`/results/${result_id}`} className="hover:underline">
            {whole(score)} <span className="sr-only">points: the run</span>
          </Link>
        </p>
        <p className="font-mono text-sm">
          {rank === null ? (
            WITHOUT_RANK[status]
          ) : (
            <>
              <strong>Rank {whole(rank)}</strong> of {whole(players)}
            </>
          )}
          <span className="text-dim">
            {" "}
            · {orUnknown(standard_wpm, whole)} wpm · {orUnknown(key_accuracy, percent)}
          </span>
        </p>
      </div>
      <PractiseButton language={language} />
    </>
  );
}

/** The result of the try as a text to share; nothing before there is one. */
export function ShareTry({ challenge, origin }: { challenge: Daily; origin: string }) {
  const { day, language, mine } = challenge;
  const done = doneTry(mine);
  if (!done || done.status === "VOIDED") return null;
  return (
    <Share
      text={shareText(`daily · ${day} · ${LANGUAGE_NAMES[language]}`, done)}
      url={origin + dailyPath(language)}
    />
  );
}

export function RankedTry({ challenge, signedIn }: { challenge: Daily; signedIn: boolean }) {
  const { mine, language } = challenge;
  if (!signedIn) return <SignInForTry language={language} />;
  if (!mine) return <TryNotTaken language={language} />;
  const done = doneTry(mine);
  if (!done) return <TryWithoutResult open={mine.open} language={language} />;
  return <TryTaken done={done} challenge={challenge} />;
}
