/** The end panel, whose script is loaded while the run is played: so a run begins with 4 KB less. */
import { useEffect, useState } from "react";
import { useNetwork } from "../../ui/outbox/network.ts";
import type { EndPanel, EndPanelProps } from "./end-panel.tsx";

let panel: typeof EndPanel | undefined;
let loading: Promise<void> | undefined;

/** Loads the panel unless it is loaded or on its way. Without a network nothing happens; call it again later. */
export function loadEndPanel(): Promise<void> {
  loading ??= import("./end-panel.tsx").then(
    (module) => {
      panel = module.EndPanel;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

export function LateEndPanel(props: EndPanelProps) {
  const [Panel, setPanel] = useState(() => panel);
  const [failures, setFailures] = useState(0);
  const { online } = useNetwork();
  const load = () =>
    loadEndPanel().then(() => (panel ? setPanel(() => panel) : setFailures((count) => count + 1)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` uses nothing that changes
  useEffect(() => {
    if (!Panel && online) void load();
  }, [Panel, online]);
  if (Panel) return <Panel {...props} />;
  return (
    <div className="end-screen" data-outcome={props.outcome}>
      <section className="end-card" aria-labelledby="end-title">
        <h2 id="end-title">The run is over.</h2>
        <p role="status" className="end-status">
          {!online
            ? "You are offline. What you reached is shown when the network is back."
            : failures > 0
              ? "What you reached cannot be loaded."
              : "Loading what you reached…"}
        </p>
        {online && failures > 0 && (
          <div className="end-actions">
            <button type="button" className="button button-primary" onClick={load}>
              Try again
            </button>
            {/* A new release has another panel. The page shows the run as kept, or as stored. */}
            {props.isKept && (
              <a className="button" href="/play">
                Load the page again
              </a>
            )}
          </div>
        )}
      </section>
    </div>
  );
}
