import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { notifications } from "../../.server/friends/notifications/service.ts";
import type { Notification } from "../../contracts/friends.ts";
import { pageQuerySchema } from "../../contracts/list.ts";
import styles from "../../styles/friends.css?url";
import { markRead } from "../../ui/notifications/mark-read.ts";
import { When } from "../../ui/runs/run-cells.tsx";
import { requireViewer } from "../shared/authentication.ts";
import { Pagination } from "../shared/pagination.tsx";
import { unwrap } from "../shared/responses.ts";
import { readSearchParams } from "../shared/search-params.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [{ title: "Notifications · Pro Dev" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const query = readSearchParams(request, pageQuerySchema);
  const page = await unwrap(request, context, notifications(context.db, viewer, query));
  return { ...page, first: query.cursor === undefined, now: context.now.toISOString() };
}

const TEXTS = {
  friend_request: "asks to be friends.",
  friend_accepted: "accepted: you are friends.",
  best_passed: "got past your best score.",
  race_invitation: "invites you to a race.",
} satisfies Record<Notification["kind"], string>;

/** The link to what somebody can do about it; nothing where the name, which leads to the public page, is enough. */
function NextStep({ note: { kind, user, result_id, race_code } }: { note: Notification }) {
  const steps = {
    friend_request: ["/friends", "Answer", user.username],
    friend_accepted: undefined,
    best_passed: [`/results/${result_id}`, "The run", `of ${user.username}`],
    race_invitation: race_code
      ? [`/race/${race_code}`, "Join", `the race of ${user.username}`]
      : undefined,
  } satisfies Record<Notification["kind"], [to: string, text: string, about: string] | undefined>;
  const step = steps[kind];
  if (!step) return null;
  const [to, text, about] = step;
  return (
    <Link to={to} className={kind === "race_invitation" ? "button" : "button button-quiet"}>
      {text}
      <span className="sr-only"> {about}</span>
    </Link>
  );
}

function Item({ note, now }: { note: Notification; now: string }) {
  const { kind, user, created_at, read } = note;
  return (
    <li className="friend-item" data-unread={!read}>
      <div className="min-w-0">
        <p>
          {!read && <span className="sr-only">New: </span>}
          <Link
            to={`/u/${user.username}`}
            className="font-mono font-semibold hover:text-amber"
            translate="no"
          >
            {user.username}
          </Link>{" "}
          {kind === "race_invitation" && !note.race_code ? "invited you to a race." : TEXTS[kind]}
        </p>
        <p className="friend-facts">
          <When moment={created_at} now={now} />
        </p>
      </div>
      <NextStep note={note} />
    </li>
  );
}

export default function Notifications() {
  const { items, next_cursor, unread, first, now } = useLoaderData<typeof loader>();
  useEffect(() => {
    if (unread > 0) markRead();
  }, [unread]);
  return (
    <main className="column notes">
      <h1>Notifications</h1>
      <p className="mt-3 text-dim">
        What others did that concerns you.{" "}
        <Link to="/settings/preferences" className="link">
          Choose which kinds
        </Link>
      </p>
      {items.length > 0 ? (
        <ul className="friend-list mt-8" aria-label="Notifications">
          {items.map((note) => (
            <Item key={note.id} note={note} now={now} />
          ))}
        </ul>
      ) : (
        <div className="card friend-empty mt-8">
          <p className="font-mono font-bold">
            {first ? "All quiet in production." : "That was everything."}
          </p>
          <p className="mt-2 text-dim">
            {first
              ? "Requests of friends, invitations to races, and runs that got past yours will be here."
              : "The list ends on the page before."}
          </p>
        </div>
      )}
      <Pagination
        className="mt-6"
        first={!first && { to: "/notifications", label: "To the latest" }}
        next={next_cursor && { to: `/notifications?cursor=${next_cursor}`, label: "Earlier" }}
      />
    </main>
  );
}
