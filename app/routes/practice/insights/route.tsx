/** What a player's fingers do, key by key. From each weakness one click starts the drill that mends it. */
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { insights } from "../../../.server/practice/keystrokes/insights.ts";
import { insightsQuerySchema } from "../../../contracts/practice.ts";
import { rememberedChoice } from "../../../contracts/start-choice.ts";
import styles from "../../../styles/insights.css?url";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";
import { PracticeNav } from "../practice-nav.tsx";
import { BesideEverybody } from "./everyone.tsx";
import { measureOf } from "./figures.ts";
import { Filters } from "./filters.tsx";
import { FirstSection, NoKeys } from "./first-section.tsx";
import { HeatKeyboard } from "./heat-keyboard.tsx";
import { Confusions, SlowestPairs } from "./pairs.tsx";
import { insightsPath } from "./search-params.ts";
import { TokenKinds } from "./token-kinds.tsx";
import { DayTrend } from "./trend.tsx";
import { useMeasure } from "./use-measure.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [
  { title: "Insights · Pro Dev" },
  { name: "description", content: "What each key costs you, and the drill that mends it." },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const query = readSearchParams(request, insightsQuerySchema);
  const { language } = rememberedChoice(request.headers.get("Cookie"));
  const { db, now } = context;
  return unwrap(request, context, insights(db, viewer, query, now, language ?? undefined));
}

/** What the keyboard is coloured by is chosen in the browser. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const isViewAlone =
    measureOf(currentUrl.searchParams) !== measureOf(nextUrl.searchParams) &&
    ["language", "period"].every(
      (name) => currentUrl.searchParams.get(name) === nextUrl.searchParams.get(name),
    );
  return !isViewAlone && defaultShouldRevalidate;
}

/** Days, pairs and confusions are summed over all time alone. */
function OfAllTime() {
  const { language } = useLoaderData<typeof loader>();
  const [view] = useMeasure();
  return (
    <p className="insights-note">
      Pairs, confusions and days are not kept by quarter: they are{" "}
      <Link to={insightsPath({ language, period: "all", view })} className="link">
        under “All time”
      </Link>
      .
    </p>
  );
}

function AllSections() {
  const statistics = useLoaderData<typeof loader>();
  const { language, period, trend } = statistics;
  const isOfAllTime = period === "all";
  return (
    <>
      <FirstSection statistics={statistics} />
      <HeatKeyboard key={`${language} ${period}`} statistics={statistics} />
      <div className="insights-columns">
        {isOfAllTime && <SlowestPairs {...{ language, statistics }} />}
        <TokenKinds statistics={statistics} />
        {isOfAllTime && <Confusions {...{ language, statistics }} />}
        {isOfAllTime && <DayTrend trend={trend} />}
      </div>
      {!isOfAllTime && <OfAllTime />}
      <BesideEverybody statistics={statistics} />
    </>
  );
}

export default function InsightsPage() {
  const statistics = useLoaderData<typeof loader>();
  const { language, period, keys } = statistics;
  return (
    <main className="column practice-page insights">
      <PracticeNav />
      <header className="insights-header">
        <h1>
          What your fingers do<span className="text-amber">.</span>
          <span className="sr-only"> {LANGUAGE_NAMES[language]}</span>
        </h1>
        <Filters {...{ language, period }} />
      </header>
      {keys.length > 0 ? <AllSections /> : <NoKeys statistics={statistics} />}
    </main>
  );
}
