/** Says where a drill is: at the server, on its way, in this browser, or nowhere. */
import { Link } from "@remix-run/react";
import { retryDelivery } from "../../ui/outbox/delivery.ts";
import type { DrillDelivery } from "./drill-delivery.ts";
import { UNSTORED } from "./drill-foot.tsx";
import type { DrillTask } from "./drill-task.ts";

function textOf({ delivery, isKept }: DrillDelivery): string {
  const where = isKept
    ? "It is kept in this browser, even if you close it"
    : "This browser keeps nothing: leave the tab open";
  switch (delivery.state) {
    case "sending":
      return "Sending your keys…";
    case "waiting":
      return `Not sent yet. Retrying… ${where}.`;
    case "unclaimed":
      return `You were signed out meanwhile. ${where}, until you sign in.`;
    case "refused":
      return `The server refused this drill. ${delivery.reason}`;
    case "claimed":
    case "unstored":
    case "stored":
      return "Stored.";
  }
}

interface StatusProps {
  delivery: DrillDelivery | undefined;
  unstored: DrillTask["unstored"];
}

export function DeliveryStatus({ delivery, unstored }: StatusProps) {
  const state = delivery?.delivery.state;
  return (
    <div className="drill-delivery" data-delivery={state}>
      <p role="status">{delivery ? textOf(delivery) : unstored ? UNSTORED[unstored] : ""}</p>
      {state === "waiting" && (
        <button type="button" className="button button-quiet" onClick={retryDelivery}>
          Try again now
        </button>
      )}
      {state === "unclaimed" && (
        <Link to="/login?to=/kept" className="link">
          Sign in
        </Link>
      )}
    </div>
  );
}
