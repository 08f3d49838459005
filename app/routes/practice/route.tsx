/** Drills: real code to type, without bugs. Anybody may; what an account adds is said where it is missing. */
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import {
  type ClientActionFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
} from "@remix-run/react";
import { useRef } from "react";
import { playSettings } from "../../.server/accounts/settings/service.ts";
import { isUnavailable } from "../../.server/db/client.ts";
import { startDrill, startGuestDrill } from "../../.server/practice/drills/service.ts";
import { drillStartSchema } from "../../contracts/practice.ts";
import { fieldErrors, PROBLEMS } from "../../contracts/problem.ts";
import { newRunSeed } from "../../contracts/run-seed.ts";
import { DEFAULT_SETTINGS } from "../../contracts/settings.ts";
import { rememberedChoice, startChoice } from "../../contracts/start-choice.ts";
import styles from "../../styles/practice.css?url";
import { SoftInput } from "../../ui/field/soft-input.tsx";
import { isNetworkError } from "../../ui/layout/network-errors.ts";
import { useKeptChoice } from "../../ui/offline/kept-choice.ts";
import { isKeptPage } from "../../ui/offline/kept-page.ts";
import { requireViewer } from "../shared/authentication.ts";
import { readForm } from "../shared/forms.ts";
import { pageMeta } from "../shared/meta.ts";
import { DATABASE_UNAVAILABLE, isCoded, unwrap } from "../shared/responses.ts";
import { choiceOf, choiceOfRequest, startRequestOf } from "./choice.ts";
import type { ServedDrill } from "./drill-task.ts";
import { Practice } from "./practice.tsx";
import type { StartAnswer } from "./use-drills.ts";

/** No other tab interrupts a drill. */
export const handle = { game: true };

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () =>
  pageMeta(
    "Practice · Pro Dev",
    "Type real code without bugs, see which key costs you most, and drill it. No account is needed.",
  );

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = context;
  const { settings, last } = viewer
    ? await unwrap(request, context, playSettings(context.db, viewer))
    : { settings: DEFAULT_SETTINGS, last: null };
  const { controls, preferred_language: language, preferred_difficulty: difficulty } = settings;
  const remembered = rememberedChoice(request.headers.get("Cookie"));
  return {
    viewer: viewer?.username ?? null,
    preferred: startChoice({ language, difficulty }, last, remembered),
    controls,
  };
}

const refuse = (problem: string, status: number) => data<StartAnswer>({ problem }, { status });

/** Starts a drill. A guest's is plain, and cannot be stored. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const parsed = drillStartSchema.safeParse(startRequestOf(Object.fromEntries(form)));
  if (!parsed.success) {
    const problem = fieldErrors(parsed.error)[0]?.message ?? "";
    return refuse(problem, PROBLEMS.validation_failed.status);
  }
  const { db, viewer, now, tokenContext, drillPools: pools } = context;
  const { focus, text_id } = parsed.data;
  const tools = { pools, now, seed: newRunSeed(), secret: tokenContext.secret };
  const isForGuests = focus === "plain" && text_id === undefined;
  try {
    const started: Promise<ServedDrill> =
      !viewer && isForGuests
        ? startGuestDrill(db, parsed.data, tools).then((drill) => ({
            focus,
            targets: [],
            target_figures: [],
            ...drill,
          }))
        : startDrill(db, requireViewer(request, viewer), parsed.data, tools);
    return data<StartAnswer>({ drill: await started, request: parsed.data });
  } catch (error) {
    if (isUnavailable(error))
      return refuse(DATABASE_UNAVAILABLE, PROBLEMS.database_unavailable.status);
    if (!isCoded(error)) throw error;
    return refuse(error.errors?.[0]?.message ?? error.message, PROBLEMS[error.code].status);
  }
}

/** Without a network the drill is made here, where the service worker is; without both the page says so, and stays. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const form = await request.clone().formData();
  try {
    // A kept page does not wait for a network that is hardly there.
    if (!isKeptPage()) return await serverAction<typeof action>();
  } catch (error) {
    if (!isNetworkError(error)) throw error;
  }
  const answer: StartAnswer = await import("./offline-drill.ts")
    .then(({ startOffline }) => startOffline(form))
    .catch(() => ({
      problem: "The server cannot be reached, so no drill has started. Is the network there?",
    }));
  // The root's loader is not asked either.
  return { ...answer, unreachable: true };
}

/** A start changes nothing that the loader returns. */
export const shouldRevalidate = () => false;

/** Returns the title of the own text whose link was followed. The state of a location may be anything. */
function textTitleOf(state: unknown): string | undefined {
  const { text_title } = (state ?? {}) as Record<string, unknown>;
  return typeof text_title === "string" ? text_title : undefined;
}

export default function PracticePage() {
  const { viewer, controls, ...drawn } = useLoaderData<typeof loader>();
  const preferred = useKeptChoice(drawn.preferred);
  const answer = useActionData<typeof action>() as StartAnswer | undefined;
  // Each visit of the page begins anew, also by a link from itself.
  const { search, key, state } = useLocation();
  const chosen = answer?.request
    ? choiceOfRequest(answer.request, preferred)
    : choiceOf(new URLSearchParams(search), preferred, viewer === null);
  const first = { ...chosen, text_title: textTitleOf(state) };
  const soft = useRef<HTMLInputElement>(null);
  return (
    <main>
      <noscript>
        <p className="column notice">Drills need JavaScript: it reads every key as you press it.</p>
      </noscript>
      {/* First, so that Tab leads from the code to the buttons. The role makes screen readers pass keys on. */}
      <div role="application" aria-label="Typing">
        <SoftInput ref={soft} />
      </div>
      <Practice
        key={preferred === drawn.preferred ? key : `${key} remembered`}
        {...{ viewer, first, controls, soft, answer }}
      />
    </main>
  );
}
