import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { playerPage } from "../../.server/accounts/profile/service.ts";
import { presenceIn } from "../../.server/races/presence.ts";
import { rememberedChoice, startChoice } from "../../contracts/start-choice.ts";
import styles from "../../styles/player.css?url";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { exactly, since } from "../../ui/text/format.ts";
import { FriendNotice } from "../shared/friend-notice.tsx";
import { unwrap } from "../shared/responses.ts";
import { PlayerAchievements } from "./achievements.tsx";
import { BestRuns } from "./best-runs.tsx";
import { Friendship } from "./friendship.tsx";
import { PlayerStatistics } from "./statistics.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { db, viewer, now, races } = context;
  const found = playerPage(db, viewer, params.username ?? "", now, presenceIn(races.lobby));
  const { friend, ...player } = await unwrap(request, context, found);
  return {
    player,
    friend: friend && {
      in_race: friend.in_race,
      race: friend.race,
      choice: startChoice(friend.preferred, rememberedChoice(request.headers.get("Cookie"))),
    },
    self: viewer?.username === player.username,
    now: now.toISOString(),
  };
}

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Player · Pro Dev" }];
  const { username, display_name } = data.player;
  const title = display_name === username ? username : `${display_name} (${username})`;
  return [
    { title: `${title} · Pro Dev` },
    { name: "description", content: `The verified runs of ${title}, re-computed by the server.` },
  ];
};

export default function Player() {
  const { player, friend, self, now } = useLoaderData<typeof loader>();
  const { statistics, best_runs } = player;
  const { favorite_language } = statistics;
  return (
    <main className="column player">
      <header className="player-head">
        <div className="min-w-0">
          <h1 className="player-name">{player.display_name}</h1>
          <p className="player-line">
            <span>@{player.username}</span>
            <span>
              joined{" "}
              <time dateTime={player.created_at} title={exactly(player.created_at)}>
                {since(player.created_at, now)}
              </time>
            </span>
            {favorite_language && <span>mostly {LANGUAGE_NAMES[favorite_language]}</span>}
          </p>
        </div>
        {player.relation && (
          <Friendship relation={player.relation} friend={friend} username={player.username} />
        )}
        {self && (
          <Link to="/settings" className="button">
            Edit profile
          </Link>
        )}
      </header>
      {player.relation && <FriendNotice />}
      {statistics.total_games > 0 ? (
        <PlayerStatistics statistics={statistics} />
      ) : (
        <section className="card py-12 text-center">
          <p className="font-mono font-bold">No verified runs yet.</p>
          <p className="mt-2 text-dim">
            {self
              ? "Defend production once, and this page fills."
              : "This branch has no commits. Everybody begins there."}
          </p>
          {self && (
            <Link to="/play" className="button button-primary mt-6">
              Defend production
            </Link>
          )}
        </section>
      )}
      {best_runs.length > 0 && <BestRuns runs={best_runs} now={now} />}
      <PlayerAchievements unlocked={player.achievements} now={now} self={self} />
    </main>
  );
}
