/** What the browser refuses to keep for this site, because its settings or its mode forbid it. */
import { useEffect, useState } from "react";

function isRefused(storage: "localStorage" | "sessionStorage"): boolean {
  try {
    // In place of session storage stands an object of our own (remix-internals/session-storage.tsx).
    return !(window[storage] instanceof Storage);
  } catch {
    return true;
  }
}

/** `navigator.cookieEnabled` is true in a Chromium that blocks all cookies, so it takes one to find out. */
function refusesCookies(): boolean {
  const cookie = "pro-dev-probe=1; path=/; SameSite=Lax";
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the other API is asynchronous, and not in all browsers
    document.cookie = cookie;
    const kept = document.cookie.includes("pro-dev-probe=1");
    // biome-ignore lint/suspicious/noDocumentCookie: as above
    document.cookie = `${cookie}; max-age=0`;
    return !kept;
  } catch {
    return true;
  }
}

/** Signing in needs a cookie. Shown where somebody signs in. */
export function CookieNotice() {
  const [refused, setRefused] = useState(false);
  useEffect(() => setRefused(refusesCookies()), []);
  if (!refused) return null;
  return (
    <p className="notice" role="alert">
      This browser refuses cookies, and signing in needs one. Allow them for this site; a guest
      plays without.
    </p>
  );
}

/** Shown before a run. `canKeepRuns` returns whether a run outlives the tab. */
export function StorageNotice({ canKeepRuns }: { canKeepRuns(): Promise<boolean> }) {
  const [lost, setLost] = useState<string[]>([]);
  useEffect(() => {
    let mounted = true;
    const look = async () => {
      const keepsRuns = await canKeepRuns();
      const losses = [
        !keepsRuns && "a run that the server does not have yet, once its tab is closed",
        refusesCookies() && "who is signed in",
        isRefused("localStorage") && "the language and the switches that you choose",
        isRefused("sessionStorage") && "how far you have scrolled",
      ];
      if (mounted) setLost(losses.filter((loss) => loss !== false));
    };
    look();
    return () => {
      mounted = false;
    };
  }, [canKeepRuns]);
  if (lost.length === 0) return null;
  return (
    <div className="notice" role="status">
      <p>The game works, but this browser refuses to keep:</p>
      <ul className="mt-1 list-disc pl-5">
        {lost.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
    </div>
  );
}
