/** The best score of all time, and the recent speed and accuracy, for each language and difficulty. */
import type { Skill } from "../../contracts/dashboard.ts";
import { DIFFICULTIES, LANGUAGES } from "../../engine/plan.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { orUnknown, percent, whole } from "../../ui/text/format.ts";

/** The shades 2 to 4 begin at these shares of the player's highest score. */
const SHADES = [0.5, 0.8, 0.97];
const shadeOf = (score: number, best: number) =>
  1 + SHADES.filter((share) => score >= best * share).length;

function Cell({ skill, best }: { skill: Skill | undefined; best: number }) {
  if (!skill || skill.best_score === null) {
    return (
      <td className="skill skill-none">
        <span aria-hidden="true">·</span>
        <span className="sr-only">not played</span>
      </td>
    );
  }
  return (
    <td className={`skill skill-${shadeOf(skill.best_score, best)}`}>
      <span className="skill-best">{whole(skill.best_score)}</span>
      {skill.runs > 0 && (
        <span className="skill-lately">
          {orUnknown(skill.standard_wpm, whole)} wpm{" "}
          <span>{orUnknown(skill.key_accuracy, percent)}</span>
          <span className="sr-only">, {skill.runs} runs</span>
        </span>
      )}
    </td>
  );
}

export function SkillTable({ skills }: { skills: Skill[] }) {
  const best = Math.max(1, ...skills.map(({ best_score }) => best_score ?? 0));
  return (
    <section className="card skills" aria-labelledby="skills">
      <h2 id="skills" className="eyebrow">
        By language and difficulty
      </h2>
      <p className="mt-2 text-sm text-dim">
        Best score of all time; below it, speed and accuracy over your latest runs.
      </p>
      <table className="skill-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Language</span>
            </th>
            {DIFFICULTIES.map((difficulty) => (
              <th key={difficulty} scope="col">
                {DIFFICULTY_NAMES[difficulty]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LANGUAGES.map((language) => (
            <tr key={language}>
              <th scope="row">{LANGUAGE_NAMES[language]}</th>
              {DIFFICULTIES.map((difficulty) => (
                <Cell
                  key={difficulty}
                  best={best}
                  skill={skills.find(
                    (skill) => skill.language === language && skill.difficulty === difficulty,
                  )}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
