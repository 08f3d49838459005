/** Explains the one unit of the page, with the player's own figures. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { orUnknown, percent, whole } from "../../../ui/text/format.ts";
import { usualOf } from "./figures.ts";

export function LostMs({ statistics }: { statistics: TypingStatistics }) {
  const { ms, error_percentage } = usualOf(statistics);
  const recovery = orUnknown(statistics.recovery_ms, whole);
  return (
    <details className="lost-help">
      <summary>
        What “lost ms” means{" "}
        <span className="help-mark" aria-hidden="true">
          ?
        </span>
      </summary>
      <p>
        What a key costs you in every 1,000 keys of the language, beside your own usual: the time
        that it takes longer, and the time after its errors. What is rare costs little, however hard
        it is. A key that is faster and cleaner than your usual loses nothing. With few presses it
        is moved towards what is usual, as if you had typed 30 more.
      </p>
      <p className="lost-formula" translate="no">
        1,000 × share × ((time − {whole(ms)} ms) + (wrong − {percent(error_percentage)}) ×{" "}
        {recovery} ms after an error)
      </p>
    </details>
  );
}
