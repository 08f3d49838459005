/** Reports a racer of a race that is over to the moderators. */
import { useState } from "react";
import type { Problem } from "../../../contracts/problem.ts";
import type { RaceReport } from "../../../contracts/race.ts";

const REASONS: [RaceReport["reason"], string][] = [
  ["cheating", "No person types like this"],
  ["name", "The name"],
  ["other", "Something else"],
];

interface Props {
  code: string;
  /** Those who can be reported: with a stored run, and not the viewer. */
  racers: readonly { id: number; name: string }[];
}

export function ReportRacer({ code, racers }: Props) {
  const [answer, setAnswer] = useState("");
  if (racers.length === 0) return null;
  const send = async (form: HTMLFormElement) => {
    const { racer, reason } = Object.fromEntries(new FormData(form));
    const response = await fetch(`/api/races/${code}/report`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ racer: Number(racer), reason }),
    }).catch(() => undefined);
    if (!response) return setAnswer("The server cannot be reached. Try again.");
    setAnswer(
      response.ok
        ? "Thank you. A moderator looks at it."
        : ((await response.json()) as Problem).detail,
    );
  };
  return (
    <details className="race-report">
      <summary className="link">Report a racer</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <label>
          <span>Who</span>
          <select name="racer" className="input">
            {racers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Why</span>
          <select name="reason" className="input">
            {REASONS.map(([reason, text]) => (
              <option key={reason} value={reason}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button">
          Report
        </button>
      </form>
      <p role="status">{answer}</p>
    </details>
  );
}
