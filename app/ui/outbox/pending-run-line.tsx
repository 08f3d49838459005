/** A line about a pending run or drill: its delivery, and what can be done about it. */
import { Link, useLocation } from "@remix-run/react";
import { LANGUAGE_NAMES } from "../text/enum-names.ts";
import { whole } from "../text/format.ts";
import type { PendingRun } from "./use-outbox.ts";

function Text({ run, delivery }: PendingRun) {
  const name = `${LANGUAGE_NAMES[run.language]} ${run.kind === "drill" ? "drill" : "run"}`;
  switch (delivery.state) {
    case "sending":
      return <>Sending your {name}…</>;
    case "waiting":
      return <>Your {name} waits for the network, or for our server. It is sent by itself.</>;
    case "refused":
      return (
        <>
          The server refused your {name}. {delivery.reason}
        </>
      );
    case "claimed":
      return <>Your {name} was claimed before.</>;
    case "unstored":
      return null;
    case "stored":
      return (
        <>
          Your {name} arrived
          {delivery.score !== undefined && `: ${whole(delivery.score)} points`}
          {delivery.rank !== null &&
            `, #${whole(delivery.rank)} of all time, all languages and difficulties`}
          .
        </>
      );
    case "unclaimed":
      return delivery.player === null ? (
        <>Your {name} is kept in this browser for a day. Make it yours.</>
      ) : (
        <>
          A {name} of <strong>{delivery.player}</strong> waits until they sign in.
        </>
      );
  }
}

interface AccountLinkProps {
  to: "/register" | "/login";
  /** The path of the page, which needs no link to itself. */
  at: string;
  children: string;
}

/** A link to a page for accounts, which leads back to the kept runs. */
export function AccountLink({ to, at, children }: AccountLinkProps) {
  if (to === at) return null;
  return (
    <Link to={`${to}?to=/kept`} className="link">
      {children}
    </Link>
  );
}

export function HideButton({ onHide }: { onHide(): void }) {
  return (
    <button type="button" className="button button-quiet" onClick={onHide}>
      Hide
    </button>
  );
}

interface PendingRunLineProps extends PendingRun {
  /** The username that is signed in. */
  viewer: string | null;
  onDismiss(): void;
  /** Hides the line and keeps the run; without it the line cannot be hidden. */
  onHide?(): void;
}

export function PendingRunLine({ run, delivery, viewer, onDismiss, onHide }: PendingRunLineProps) {
  const { state } = delivery;
  const { pathname } = useLocation();
  return (
    <div className="pending-run" data-delivery={state}>
      <p role={state === "refused" ? "alert" : "status"}>
        {/* Replaced as a whole: React cannot remove single texts that a translator has replaced. */}
        <span key={state}>
          <Text run={run} delivery={delivery} />
        </span>
      </p>
      <div className="pending-run-actions">
        {state === "stored" && (
          <Link
            to={run.kind === "drill" ? "/practice" : `/results/${delivery.id}`}
            className="link"
            onClick={onDismiss}
          >
            {run.kind === "drill" ? "Practice" : "See the result"}
          </Link>
        )}
        {state === "claimed" && (
          <Link to="/history" className="link" onClick={onDismiss}>
            Your runs
          </Link>
        )}
        {state === "unclaimed" && viewer !== null && delivery.player === null && (
          <Link to="/kept" className="link">
            Keep it as {viewer}
          </Link>
        )}
        {state === "unclaimed" && viewer === null && delivery.player === null && (
          <AccountLink to="/register" at={pathname}>
            Create account
          </AccountLink>
        )}
        {state === "unclaimed" && viewer === null && (
          <AccountLink to="/login" at={pathname}>
            Sign in
          </AccountLink>
        )}
        {state === "unclaimed" && onHide && <HideButton onHide={onHide} />}
        {state !== "sending" && state !== "waiting" && (
          <button type="button" className="button button-quiet" onClick={onDismiss}>
            {state === "unclaimed" ? "Throw away" : "Dismiss"}
          </button>
        )}
      </div>
    </div>
  );
}
