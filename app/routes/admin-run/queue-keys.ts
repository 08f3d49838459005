/** Alt+J and Alt+K: along the queue, as in many an inbox. With Alt, so that they type nothing anywhere. */
import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";

export function useQueueKeys({ newer, older }: { newer: string | null; older: string | null }) {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      // By place: with Alt, some systems make another character of it.
      const to = { KeyJ: older, KeyK: newer }[event.code];
      if (!to) return;
      event.preventDefault();
      navigate(`/admin/moderation/${to}`);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate, newer, older]);
}
