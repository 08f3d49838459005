/** The page of a race: its room until it is over, and later what is stored of it. */
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData, useLocation, useNavigate, useRevalidator } from "@remix-run/react";
import { useEffect, useMemo, useRef } from "react";
import { playSettings } from "../../../.server/accounts/settings/service.ts";
import { race } from "../../../.server/races/service.ts";
import { raceParamsSchema } from "../../../contracts/race.ts";
import { DEFAULT_SETTINGS } from "../../../contracts/settings.ts";
import styles from "../../../styles/race.css?url";
import { SoftInput } from "../../../ui/field/soft-input.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { pageMeta } from "../../shared/meta.ts";
import { problemResponse } from "../../shared/problem-response.ts";
import { unwrap } from "../../shared/responses.ts";
import { reloadOnce } from "../ways-in.ts";
import { RaceStage } from "./race-stage.tsx";
import { StoredRace } from "./stored-race.tsx";
import { useRace } from "./use-race.ts";

export const handle = { game: true };

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Race · Pro Dev" }];
  const { language, difficulty } = data.race;
  const plan = `${LANGUAGE_NAMES[language]}, ${DIFFICULTY_NAMES[difficulty].toLowerCase()}`;
  return pageMeta(
    `Race · ${plan} · Pro Dev`,
    "Three minutes, the same bugs for everybody, and the server as referee. Take a seat: no account needed.",
  );
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { db, races, viewer } = context;
  const parsed = raceParamsSchema.safeParse(params);
  if (!parsed.success) throw problemResponse("not_found", "There is no such race");
  const found = await unwrap(request, context, race({ db, rooms: races.rooms }, parsed.data.code));
  const isStored = "players" in found;
  const { settings } =
    viewer && !isStored
      ? await unwrap(request, context, playSettings(db, viewer))
      : { settings: DEFAULT_SETTINGS };
  const { controls, sound_enabled, sound_volume } = settings;
  return {
    race: found,
    viewer: viewer?.username ?? null,
    settings: { controls, sound_enabled, sound_volume },
  };
}

/** The page hears of everything by its socket. */
export const shouldRevalidate = ({
  currentParams,
  nextParams,
  defaultShouldRevalidate,
}: {
  currentParams: { code?: string };
  nextParams: { code?: string };
  defaultShouldRevalidate: boolean;
}) => currentParams.code !== nextParams.code || defaultShouldRevalidate;

/** What the page of the race before passes on: who asked for this race wants to begin. */
interface Arrival {
  ready?: boolean;
}

function Room() {
  const { race: found, viewer, settings } = useLoaderData<typeof loader>();
  const { view, client } = useRace(found.code);
  const soft = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const arrival = useLocation().state as Arrival | null;
  const { connection, ended, rematch, race } = view;
  // The settings of a page do not change while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const kept = useMemo(() => settings, []);

  useEffect(() => {
    if (ended === "room_closed") revalidate();
    if (ended === "wrong_version") reloadOnce(found.code);
  }, [ended, revalidate, found.code]);
  useEffect(() => {
    if (connection === "open" && arrival?.ready) client?.say({ type: "ready", ready: true });
  }, [connection, arrival, client]);
  const asked = useRef(false);
  const goOn = (code: string) =>
    navigate(`/race/${code}`, { state: { ready: true } satisfies Arrival });
  // Asked each time: the room that somebody else asked for may be gone.
  const again = () => {
    asked.current = true;
    client?.say({ type: "rematch" });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the answer leads on
  useEffect(() => {
    if (rematch && asked.current) goOn(rematch.code);
  }, [rematch]);
  return (
    <>
      <RaceStage {...{ view, client, soft, viewer, settings: kept }} onRematch={again} />
      {/* The role `application` makes screen readers pass keys on. */}
      <div {...(race && { role: "application", "aria-label": "Typing" })}>
        <SoftInput ref={soft} />
      </div>
    </>
  );
}

export default function RacePage() {
  const { race: found, viewer } = useLoaderData<typeof loader>();
  return (
    <main>
      <noscript>
        <p className="column notice">
          Racing needs JavaScript: it reads every key as you press it.
        </p>
      </noscript>
      {"players" in found ? <StoredRace race={found} viewer={viewer} /> : <Room key={found.code} />}
    </main>
  );
}
