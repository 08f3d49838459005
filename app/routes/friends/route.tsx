import type {
  ActionFunctionArgs,
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { friendsPage } from "../../.server/friends/service.ts";
import { presenceIn } from "../../.server/races/presence.ts";
import { friendsFormSchema } from "../../contracts/friends.ts";
import { rememberedChoice, startChoice } from "../../contracts/start-choice.ts";
import styles from "../../styles/friends.css?url";
import { requireViewer } from "../shared/authentication.ts";
import { handleForm } from "../shared/forms.ts";
import { FriendNotice } from "../shared/friend-notice.tsx";
import { unwrap } from "../shared/responses.ts";
import { doAct, raceWith } from "./acts.ts";
import { AddFriend } from "./add-friend.tsx";
import { FriendList } from "./friend-list.tsx";
import { Blocked, Incoming, Outgoing } from "./people.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Friends · Pro Dev" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const found = friendsPage(context.db, viewer, presenceIn(context.races.lobby));
  const { preferred, ...page } = await unwrap(request, context, found);
  return {
    ...page,
    choice: startChoice(preferred, rememberedChoice(request.headers.get("Cookie"))),
    now: context.now.toISOString(),
  };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema: friendsFormSchema,
    act: async (actor, form) => {
      const { db, races } = args.context;
      if (form.act === "race") return raceWith({ ...races, caller: actor }, form);
      const { act, username, from } = form;
      return {
        flash: await doAct(db, actor, act, username),
        page: from === "profile" ? `/u/${username}` : "/friends",
      };
    },
    redirectTo: ({ page }) => page,
    flash: ({ flash }) => flash,
  });

/** Says what went wrong with another form than that which asks: what it was about may have changed meanwhile. */
function Refusal() {
  const result = useActionData<typeof action>();
  const errors = result?.error && Object.values(result.error).flat();
  if (!errors?.length || result?.initialValue?.act === "ask") return null;
  return (
    <p className="notice mt-6" role="alert">
      {result?.initialValue?.username as string}: {errors[0]}.
    </p>
  );
}

export default function FriendsPage() {
  const { friends, requests, blocks, choice, now } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <main className="column">
      <div className="friend-head">
        <div>
          <h1>Friends</h1>
          <p className="mt-3 text-dim">
            {friends.length === 0 ? (
              "The people whose runs you would rather not see above yours."
            ) : (
              <>
                You meet on{" "}
                <Link to="/leaderboard?scope=friends" className="link">
                  a board of your own
                </Link>{" "}
                and on{" "}
                <Link to="/daily" className="link">
                  today&rsquo;s challenge
                </Link>
                .
              </>
            )}
          </p>
        </div>
        <AddFriend lastResult={lastResult} />
      </div>
      <FriendNotice />
      <Refusal />
      <div className="friend-columns">
        <Incoming requests={requests.incoming} now={now} />
        <FriendList friends={friends} choice={choice} now={now} />
        <div className="friend-aside">
          <Outgoing requests={requests.outgoing} now={now} />
          <Blocked blocks={blocks} now={now} />
        </div>
      </div>
    </main>
  );
}
