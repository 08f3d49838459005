import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { useMemo, useRef } from "react";
import { playSettings } from "../../.server/accounts/settings/service.ts";
import { startGuestGame } from "../../.server/games/guests/service.ts";
import { startGame } from "../../.server/games/start/service.ts";
import { highlightsOf } from "../../code/highlight.ts";
import { startSchema } from "../../contracts/game.ts";
import { fieldErrors, PROBLEMS } from "../../contracts/problem.ts";
import { newRunSeed } from "../../contracts/run-seed.ts";
import { DEFAULT_SETTINGS } from "../../contracts/settings.ts";
import { rememberedChoice, startChoice } from "../../contracts/start-choice.ts";
import styles from "../../styles/game.css?url";
import { SoftInput } from "../../ui/field/soft-input.tsx";
import { rememberStart } from "../../ui/forms/remember-start.ts";
import { Late } from "../../ui/layout/late.tsx";
import { isNetworkError, isServerBack } from "../../ui/layout/network-errors.ts";
import { endOtherRuns } from "../../ui/outbox/other-tabs.ts";
import { requireViewer } from "../shared/authentication.ts";
import { readForm } from "../shared/forms.ts";
import { isCoded, throwErrorPage, unwrap } from "../shared/responses.ts";
import { Game } from "./game.tsx";
import { RunSetup } from "./run-setup.tsx";
import { refusedStart, type StartAnswer, type StartedRun } from "./started-run.ts";

export const handle = { game: true, outbox: "own" };

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

/** Passes on how long a refused start has to wait. */
export const headers: HeadersFunction = ({ actionHeaders }) => {
  const wait = actionHeaders.get("Retry-After");
  return wait ? { "Retry-After": wait } : {};
};

export const meta: MetaFunction = () => [
  { title: "Play · Pro Dev" },
  {
    name: "description",
    content:
      "Choose a language and how hard it gets. The first bug comes at once, and no account is needed.",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = context;
  const { settings, last } = viewer
    ? await unwrap(request, context, playSettings(context.db, viewer))
    : { settings: DEFAULT_SETTINGS, last: null };
  const { controls, sound_enabled, sound_volume, notifications } = settings;
  const { preferred_language: language, preferred_difficulty: difficulty } = settings;
  const remembered = rememberedChoice(request.headers.get("Cookie"));
  return {
    viewer: viewer?.username ?? null,
    preferred: startChoice({ language, difficulty }, last, remembered),
    settings: { controls, sound_enabled, sound_volume, notifications },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const parsed = startSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const problems = fieldErrors(parsed.error).map(({ path, message }) => `${path}: ${message}`);
    return data(
      { game: null, highlights: [], ghost: null, problems, again: undefined },
      { status: 422 },
    );
  }
  const { db, tokenContext, now } = context;
  const { mode, language, difficulty, result_id } = parsed.data;
  const ghost = result_id ?? null;
  const started: Promise<StartedRun> =
    !context.viewer && (mode === "standard" || mode === "rematch")
      ? startGuestGame(db, { language, difficulty, result_id }, newRunSeed(), tokenContext)
      : startGame(
          db,
          requireViewer(request, context.viewer),
          parsed.data,
          newRunSeed(),
          now,
          tokenContext.network,
        );
  try {
    const game = await started;
    return data({ game, highlights: highlightsOf(game), ghost, problems: [], again: undefined });
  } catch (error) {
    // The page for starting a run says why this one did not start.
    if (!isCoded(error) || !(error.code === "too_many_starts" || error.code === "daily_sealed")) {
      return throwErrorPage(request, context, error);
    }
    const { status } = PROBLEMS[error.code];
    const headers: HeadersInit =
      error.retryAfter === undefined ? {} : { "Retry-After": String(error.retryAfter) };
    const problems = [error.message];
    const again = error.code === "too_many_starts" ? parsed.data : undefined;
    return data({ game: null, highlights: [], ghost: null, problems, again }, { status, headers });
  }
}

/** The module is there where the service worker is. Without both, the same run is offered again. */
const withoutServer = (form: FormData): Promise<StartAnswer> =>
  import("./offline-start.ts").then(
    ({ startOffline }) => startOffline(form),
    () => refusedStart(form),
  );

/** Loads the page of the game, where the same choice starts an ordinary run. Never resolves: the document goes. */
function loadGame(form: FormData): Promise<never> {
  const choice = ["language", "difficulty"].map((name) => [name, `${form.get(name)}`]);
  location.assign(`/play?${new URLSearchParams(choice)}`);
  return new Promise(() => {});
}

/**
 * A start closes the session of a run in another tab, so that run ends first. Without a network the page for starting a
 * run says so, and offers what can be played without.
 */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const form = await request.clone().formData();
  rememberStart(form);
  if (form.has("offline")) return (await isServerBack()) ? loadGame(form) : withoutServer(form);
  await endOtherRuns();
  try {
    return await serverAction<typeof action>();
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    return withoutServer(form);
  }
}

/** A start changes nothing that the loaders return, so the run does not wait for them. */
export const shouldRevalidate = () => false;

export default function Play() {
  const startedRun = useActionData<typeof action>() as StartAnswer | undefined;
  const { viewer, settings, preferred } = useLoaderData<typeof loader>();
  const soft = useRef<HTMLInputElement>(null);
  const id = startedRun?.game?.session_id;
  // Keeps the game for one session id, because a session must never begin a second time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session's id stands for it
  const [game, highlights] = useMemo(() => [startedRun?.game, startedRun?.highlights ?? []], [id]);
  return (
    <>
      <noscript>
        {/* Over the field, which would hide it. */}
        <p className="column notice relative z-10 bg-raised">
          The game needs JavaScript: it reads every key as you press it.
        </p>
      </noscript>
      <main>
        {game ? (
          <Game
            key={game.session_id}
            {...{ game, highlights, viewer, soft, settings }}
            ghost={startedRun?.ghost ?? null}
            ownSaver={startedRun?.saver}
          />
        ) : (
          <>
            <RunSetup
              problems={startedRun?.problems ?? []}
              again={startedRun?.again}
              {...{ viewer, soft, preferred }}
            />
            <Late viewer={viewer} outbox="only" />
          </>
        )}
        {/* The role `application` makes screen readers pass keys on. */}
        <div {...(game && { role: "application", "aria-label": "Typing" })}>
          <SoftInput ref={soft} />
        </div>
      </main>
    </>
  );
}
