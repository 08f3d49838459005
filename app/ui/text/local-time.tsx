import { useEffect, useState } from "react";

const twoDigits = (n: number) => String(n).padStart(2, "0");

/** Returns the time of day on the visitor's clock, or that it is the same. */
function localTime(moment: string): string {
  const date = new Date(moment);
  if (date.getTimezoneOffset() === 0) return "your time, too";
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())} your time`;
}

/**
 * Writes a moment as the visitor's clock will show it, in brackets, to stand behind its time in UTC. Only script knows
 * the visitor's clock, so before that it is an invisible text of the same width, and nothing moves.
 */
export function LocalTime({ moment }: { moment: string }) {
  const [text, setText] = useState<string>();
  useEffect(() => setText(localTime(moment)), [moment]);
  return <span className={text ? "" : "invisible"}>({text ?? "00:00 your time"})</span>;
}
