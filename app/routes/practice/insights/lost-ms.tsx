/** Explains the one unit of the page, with the player's own figures. */
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { VIRTUAL_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { orUnknown, whole } from "../../../ui/text/format.ts";
import { usualOf } from "./figures.ts";

export function LostMs({ statistics }: { statistics: TypingStatistics }) {
  const { ms, error_percentage } = usualOf(statistics);
  // Of hits, where the percentage is of hits and errors.
  const errors = (error_percentage / (100 - error_percentage || 1)).toFixed(3);
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
        is moved towards what is expected, as if you had typed {VIRTUAL_PRESSES} more: your usual,
        or what others need there beside theirs. This is the figure where your usual is expected:
      </p>
      <p className="lost-formula" translate="no">
        1,000 × share × presses / (presses + {VIRTUAL_PRESSES}) × ((time − {whole(ms)} ms) + (errors
        a press − {errors}) × {recovery} ms after an error)
      </p>
    </details>
  );
}
