/** The button that opens the preview. The game is loaded when it is clicked. */

import { useState } from "react";
import { normalizeText } from "../../../../contracts/snippet.ts";
import type { Analysis, Draft } from "./use-analysis.ts";

type Run = typeof import("./preview-run.tsx").PreviewRun;

type Showing =
  | { state: "closed" }
  | { state: "loading" }
  | { state: "failed" }
  | { state: "open"; Run: Run; draft: Draft };

export function Preview({ draft, analysis }: { draft: Draft; analysis: Analysis }) {
  const [showing, setShowing] = useState<Showing>({ state: "closed" });
  const playable = analysis.faults?.length === 0;
  const open = async () => {
    if (!playable || showing.state === "loading") return;
    setShowing({ state: "loading" });
    try {
      const { PreviewRun } = await import("./preview-run.tsx");
      const tidied = { ...draft, text: normalizeText(draft.text) };
      setShowing({ state: "open", Run: PreviewRun, draft: tidied });
    } catch {
      setShowing({ state: "failed" });
    }
  };
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={!playable || undefined}
        onClick={open}
      >
        Play it
      </button>
      {showing.state === "failed" && (
        <p className="text-coral" role="alert">
          The game could not be fetched. Is the network there?
        </p>
      )}
      {showing.state === "open" && (
        <showing.Run
          draft={showing.draft}
          colours={analysis.colours ?? []}
          onClose={() => setShowing({ state: "closed" })}
        />
      )}
    </>
  );
}
