/** The ways into a race: a quick one, one by link, or one that waits for racers. */
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { type FormEvent, useRef, useState } from "react";
import { playSettings } from "../../.server/accounts/settings/service.ts";
import type { JoinedRace } from "../../contracts/race.ts";
import { rememberedChoice, startChoice } from "../../contracts/start-choice.ts";
import { DIFFICULTIES, LANGUAGES } from "../../engine/plan.ts";
import styles from "../../styles/race.css?url";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { RadioGroup, RadioOption } from "../../ui/forms/radio-group.tsx";
import { rememberStart } from "../../ui/forms/remember-start.ts";
import { submitOnce } from "../../ui/forms/submit-once.ts";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { pageMeta } from "../shared/meta.ts";
import { unwrap } from "../shared/responses.ts";
import { OpenRaces } from "./open-races.tsx";
import { makeRace, quickRace, RaceRefusal } from "./ways-in.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta = () =>
  pageMeta(
    "Race · Pro Dev",
    "Defend the same production against others, live. Three minutes, and the server is the referee.",
  );

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, db, races, now } = context;
  const [played, items] = await Promise.all([
    viewer ? unwrap(request, context, playSettings(db, viewer)) : undefined,
    // Without the lobby there is no list, and everything else works.
    races.lobby.list().catch(() => {
      context.noteIncomplete();
      return [];
    }),
  ]);
  const known = played && {
    language: played.settings.preferred_language,
    difficulty: played.settings.preferred_difficulty,
  };
  const remembered = rememberedChoice(request.headers.get("Cookie"));
  const preferred = startChoice(known, played?.last, remembered);
  return { items, preferred, now: now.toISOString() };
}

type Way = "quick" | "link" | "public";

const WAYS: Record<Way, (choice: Record<string, FormDataEntryValue>) => Promise<JoinedRace>> = {
  quick: quickRace,
  link: (choice) => makeRace({ ...choice, visibility: "link" }),
  public: (choice) => makeRace({ ...choice, visibility: "public" }),
};

/** Takes the ways into a race; the page of the race comes next. */
function useWayIn() {
  const navigate = useNavigate();
  const [busy, setBusy] = useState<Way>();
  const [problem, setProblem] = useState("");
  const take = async (way: Way, form: FormData) => {
    setBusy(way);
    setProblem("");
    rememberStart(form);
    try {
      const { code } = await WAYS[way](Object.fromEntries(form));
      navigate(`/race/${code}`);
    } catch (error) {
      setProblem(
        error instanceof RaceRefusal
          ? error.message
          : "The server cannot be reached, so there is no race. Is the network there?",
      );
      setBusy(undefined);
    }
  };
  return { busy, problem, take };
}

export default function Race() {
  const { items, preferred, now } = useLoaderData<typeof loader>();
  const [searchParams] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem, take } = useWayIn();
  useEnter(() => busy || form.current?.requestSubmit());
  const go = (way: Way) => form.current && take(way, new FormData(form.current));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) go("quick");
  };
  const language = searchParams.get("language") ?? preferred.language;
  const difficulty = searchParams.get("difficulty") ?? preferred.difficulty;
  return (
    <main className="column race-start">
      <form ref={form} onSubmit={onSubmit} className="race-form">
        <div>
          <h1>Race</h1>
          <p className="mt-3 text-dim">
            Three minutes, the same bugs for everybody. The highest score wins, and the server keeps
            it.
          </p>
        </div>
        <noscript>
          <p className="notice">Racing needs JavaScript: it reads every key as you press it.</p>
        </noscript>
        {problem && (
          <p role="alert" className="notice">
            {problem}
          </p>
        )}
        <RadioGroup legend="Language" columns="grid-cols-2 sm:grid-cols-4">
          {LANGUAGES.map((value) => (
            <RadioOption key={value} name="language" value={value} chosen={value === language}>
              {LANGUAGE_NAMES[value]}
            </RadioOption>
          ))}
        </RadioGroup>
        <RadioGroup legend="Difficulty" columns="grid-cols-2 sm:grid-cols-4">
          {DIFFICULTIES.map((value) => (
            <RadioOption key={value} name="difficulty" value={value} chosen={value === difficulty}>
              {DIFFICULTY_NAMES[value]}
            </RadioOption>
          ))}
        </RadioGroup>
        <div className="race-ways">
          <button
            type="submit"
            // The page was opened by a link, which Enter would follow again.
            // biome-ignore lint/a11y/noAutofocus: it is the one thing to do here
            autoFocus
            className="button button-primary"
            aria-keyshortcuts="Enter"
            {...submitOnce(busy !== undefined)}
          >
            {busy === "quick" ? "Looking for a race…" : "Quick race"} <KeyHint>Enter</KeyHint>
          </button>
          <button
            type="button"
            className="button"
            aria-disabled={busy !== undefined}
            onClick={() => busy || go("link")}
          >
            {busy === "link" ? "Making a room…" : "Race by link"}
          </button>
        </div>
        <dl className="race-ways-text">
          <div>
            <dt>Quick race</dt>
            <dd>
              Meets people of about your rating. If nobody is there within eight seconds, it looks
              for ghosts: runs of people who were here before. Where there are none yet, you can
              wait or play alone.
            </dd>
          </div>
          <div>
            <dt>Race by link</dt>
            <dd>
              Makes a room of your own. Whoever has its link takes a seat, without an account. It
              begins when all are ready, or half a minute after two are.
            </dd>
          </div>
        </dl>
      </form>
      <aside className="race-aside">
        <OpenRaces items={items} now={now} />
        <p className="text-sm text-dim">
          Races of two players or more are rated, for each language.{" "}
          <Link to={`/race/ratings?language=${language}`} className="link">
            Ratings
          </Link>
        </p>
      </aside>
    </main>
  );
}
