import { useLocation } from "@remix-run/react";
import { Component, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { onInstallPrompt } from "../offline/install-prompt.ts";
import { isKeptPage } from "../offline/kept-page.ts";
import { mayHaveRuns } from "../outbox/runs-flag.ts";

const Parts = lazy(() => import("./late-parts.tsx"));
const InstallButton = lazy(() => import("../offline/install-button.tsx"));

/**
 * Shows nothing where a part cannot be loaded: the page does without. It is rendered in the browser only: React hydrates a
 * boundary of the HTML later than its page, and an effect that changes it before then is error 421.
 */
class Optional extends Component<{ children: ReactNode }> {
  static getDerivedStateFromError = () => ({ failed: true });
  override state = { failed: false };
  override render() {
    return this.state.failed ? null : <Suspense>{this.props.children}</Suspense>;
  }
}

interface LateProps {
  /** The name of the signed-in viewer. */
  viewer: string | null;
  /** The outbox: `own` if the page shows it itself, `only` if it is shown without the bell. */
  outbox?: "own" | "only" | undefined;
}

/**
 * The parts of a page whose script is loaded after it is painted: the bell of signed-in viewers, and the outbox, which
 * sends the runs that earlier pages left in this browser; the bar of a page that was kept; the offer to install the site. It
 * loads nothing for a guest without any of that.
 */
export function Late(props: LateProps) {
  const [due, setDue] = useState(false);
  const { key } = useLocation();
  // Looked up on each page: a run can also be left by a page of this very document, or by another tab.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked up is no value of React's
  useEffect(() => setDue(!!props.viewer || mayHaveRuns() || isKeptPage()), [key, props.viewer]);
  const [installable, setInstallable] = useState(false);
  const isWhole = props.outbox !== "only";
  useEffect(() => {
    if (isWhole) onInstallPrompt(() => setInstallable(true));
  }, [isWhole]);
  return (
    <>
      {due && (
        <Optional>
          <Parts {...props} />
        </Optional>
      )}
      {installable && (
        <Optional>
          <InstallButton />
        </Optional>
      )}
    </>
  );
}
