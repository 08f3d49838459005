/** The statistics of the snippet's present text, measured from verified runs. */
import { Link } from "@remix-run/react";
import type { StoredSnippet } from "../../../../contracts/snippet.ts";
import { whole } from "../../../../ui/text/format.ts";
import { cleanShare, fixedShare, measuredPace } from "../measured-format.ts";

interface FigureProps {
  label: string;
  children: string;
  note?: string | undefined;
}

function Figure({ label, children, note }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {children} {note && <small>{note}</small>}
      </dd>
    </div>
  );
}

export function SnippetStatistics({ snippet }: { snippet: StoredSnippet }) {
  const { measured, expected_wpm, usage_count } = snippet;
  const { runs, bugs, words } = measured;
  const pace = measuredPace(snippet);
  return (
    <section aria-labelledby="measured" className="card snippet-measured">
      <h2 id="measured">Measured</h2>
      {runs === 0 ? (
        <p className="text-dim">
          No verified run has met this text yet. A change of the code begins anew.
        </p>
      ) : (
        <p className={pace?.farOff ? "text-coral" : "text-dim"}>
          {!pace
            ? "Too little was typed yet to say how fast it goes."
            : pace.farOff
              ? "Players are far from what is expected. Is the figure wrong, or the difficulty?"
              : "Typed about as fast as is expected."}
        </p>
      )}
      <dl>
        <Figure label="Expected WPM">{String(Math.round(expected_wpm))}</Figure>
        <Figure label="Typed at" note={pace?.difference}>
          {pace ? `${pace.wpm} WPM` : "–"}
        </Figure>
        <Figure label="Fixed" note={bugs > 0 ? `of ${whole(bugs)} bugs` : undefined}>
          {fixedShare(measured) ?? "–"}
        </Figure>
        <Figure label="Without error" note={words > 0 ? `of ${whole(words)} words` : undefined}>
          {cleanShare(measured) ?? "–"}
        </Figure>
        <Figure label="Runs">{whole(runs)}</Figure>
        <Figure label="Served, as rotation counts">{whole(usage_count)}</Figure>
      </dl>
      <p>
        <Link to={`/admin/audit?target=${snippet.id}`} className="link">
          Who changed it
        </Link>
      </p>
    </section>
  );
}
