/** The notice that an act on another player is done, which takes the focus that its button had. */
import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Flash } from "../../contracts/flash.ts";
import type { loader as rootLoader } from "../../root.tsx";

const NOTICES: Partial<Record<Flash["code"], string>> = {
  friend_asked: "Asked.",
  friend_accepted: "You are friends.",
  friend_declined: "Declined.",
  friend_ended: "Done.",
  player_blocked: "Blocked.",
  player_unblocked: "No longer blocked.",
};

export function FriendNotice() {
  const { key } = useLocation();
  const code = useRouteLoaderData<typeof rootLoader>("root")?.flash?.code;
  const notice = code && NOTICES[code];
  const status = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each act is a location of its own
  useEffect(() => {
    if (notice && document.activeElement === document.body) {
      status.current?.focus({ preventScroll: true });
    }
  }, [notice, key]);
  return (
    <p ref={status} role="status" tabIndex={-1} className="form-done friend-done">
      {notice && <span key={key}>{notice}</span>}
    </p>
  );
}
