/** What to do next: each piece of advice in words, with its reason and a button. */
import { Link } from "@remix-run/react";
import type { Advice } from "../../contracts/dashboard.ts";
import { PrimaryStartForm, StartForm, type StartOptions } from "../../ui/forms/start-form.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { percent, whole } from "../../ui/text/format.ts";

interface AdviceText {
  title: string;
  reason: string;
  action: string;
  start?: StartOptions;
  to?: string;
}

function textOf(advice: Advice): AdviceText {
  if (advice.kind === "first") {
    return {
      title: "Ship the first fix",
      reason: "One run is enough to fill this page. Begin where the bugs are slow.",
      action: "Choose a language",
      to: "/play",
    };
  }
  const language = LANGUAGE_NAMES[advice.language];
  if (advice.kind === "daily") {
    return {
      title: `Today’s ${language} challenge`,
      reason: "The same plan for everybody, one ranked try, and yours is still there.",
      action: "To the challenge",
      to: `/daily?language=${advice.language}`,
    };
  }
  const { difficulty } = advice;
  const start = { language: advice.language, difficulty, mode: "standard" } as const;
  switch (advice.kind) {
    case "steady":
      return {
        title: "Slow down to get faster",
        reason: `${percent(advice.accuracy)} of your keys were right over your last ${advice.runs} verified runs. Errors break the combo; one run at half the speed mends that.`,
        action: `Relaxed ${language}`,
        start: { ...start, mode: "relaxed" },
      };
    case "harder":
      return {
        title: `${language} at ${DIFFICULTY_NAMES[difficulty]}`,
        reason: `${percent(advice.accuracy)} of keys right at ${whole(advice.wpm)} WPM, on average, in your last ${advice.runs} at ${DIFFICULTY_NAMES[advice.from]}. It has no more to teach you.`,
        action: "Go harder",
        start,
      };
    case "weakest":
      return {
        title: `Work on ${language}`,
        reason: `${whole(advice.wpm)} wpm there, ${whole(advice.strongest_wpm)} in ${LANGUAGE_NAMES[advice.strongest]}. Your weakest language is where a run brings the most.`,
        action: `Play ${language}`,
        start,
      };
    case "unplayed":
      return {
        title: `Try ${language}`,
        reason: "You have no verified run in it yet.",
        action: `Play ${language}`,
        start,
      };
    case "again":
      return {
        title: "One more",
        reason: `${language} at ${DIFFICULTY_NAMES[difficulty]}, as last time.`,
        action: "Play again",
        start,
      };
  }
}

function AdviceButton({ text, primary }: { text: AdviceText; primary: boolean }) {
  const { action, start, to } = text;
  if (start) {
    return primary ? (
      <PrimaryStartForm start={start}>{action}</PrimaryStartForm>
    ) : (
      <StartForm start={start}>{action}</StartForm>
    );
  }
  return (
    <Link to={to ?? "/play"} className={primary ? "button button-primary" : "button"}>
      {action}
    </Link>
  );
}

export function AdviceList({ advice }: { advice: Advice[] }) {
  return (
    <section className="card next" aria-labelledby="next">
      <h2 id="next" className="eyebrow">
        What to do next
      </h2>
      <ol className="next-list">
        {advice.map((item, index) => {
          const text = textOf(item);
          return (
            <li key={item.kind} className="next-one">
              <h3>{text.title}</h3>
              <p className="text-dim">{text.reason}</p>
              <AdviceButton text={text} primary={index === 0} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
