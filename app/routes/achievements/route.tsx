import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { achievements } from "../../.server/progress/achievements/service.ts";
import { FAMILIES } from "../../contracts/achievement.ts";
import { COUNTED_SECONDS, COUNTED_WORDS } from "../../contracts/ranking.ts";
import styles from "../../styles/achievements.css?url";
import { pageMeta } from "../shared/meta.ts";
import { unwrap } from "../shared/responses.ts";
import { FamilyIndex } from "./family-index.tsx";
import { FamilySection } from "./family-section.tsx";
import { nextLevels } from "./labels.ts";
import { EarnedSummary, GuestInvitation } from "./summary.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () =>
  pageMeta(
    "Achievements · Pro Dev",
    "Everything there is to earn on Pro Dev, from a first commit to a year of green squares, and how rare it is.",
  );

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { publicDb, viewer, now } = context;
  const { items } = await unwrap(request, context, achievements(publicDb, viewer));
  return { items, signedIn: viewer !== undefined, now: now.toISOString() };
}

export default function Achievements() {
  const { items, signedIn, now } = useLoaderData<typeof loader>();
  const next = nextLevels(items);
  return (
    <main className="column">
      <div className="achievements-top">
        <header>
          <h1>Achievements</h1>
          <p className="mt-4 max-w-lg text-dim">
            For being fast, careful, stubborn or odd. Each one is granted by a run that the server
            has played again, so nobody has one by accident, except for those that are accidents.
            Runs count from {COUNTED_SECONDS} seconds and {COUNTED_WORDS} tokens on. The percentage
            says how many players hold it.
          </p>
        </header>
        {signedIn ? <EarnedSummary items={items} next={next} /> : <GuestInvitation />}
        <FamilyIndex items={items} signedIn={signedIn} />
      </div>
      <div className="families">
        {FAMILIES.map((family) => (
          <FamilySection
            key={family}
            family={family}
            levels={items.filter((item) => item.family === family)}
            next={next.find((item) => item.family === family)}
            now={now}
            signedIn={signedIn}
          />
        ))}
      </div>
    </main>
  );
}
