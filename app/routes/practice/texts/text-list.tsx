import { Link } from "@remix-run/react";
import type { OwnTextSummary } from "../../../contracts/own-text.ts";
import type { Difficulty } from "../../../engine/plan.ts";
import { StartForm } from "../../../ui/forms/start-form.tsx";
import { When } from "../../../ui/runs/run-cells.tsx";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { whole } from "../../../ui/text/format.ts";
import { plural } from "../../../ui/text/plural.ts";
import { DeleteText } from "./delete-text.tsx";

interface ItemProps {
  text: OwnTextSummary;
  /** The difficulty of its runs. */
  difficulty: Difficulty;
  now: string;
}

function Item({ text, difficulty, now }: ItemProps) {
  const { id, title, language, lines, updated_at } = text;
  const named = <span className="sr-only"> {title}</span>;
  return (
    <li className="text-item">
      <div className="min-w-0">
        <h2 className="text-title" translate="no">
          {title}
        </h2>
        <p className="text-facts">
          <span>{LANGUAGE_NAMES[language]}</span>
          <span>
            {whole(lines)} {plural(lines, "line")}
          </span>
          <span>
            changed <When moment={updated_at} now={now} />
          </span>
        </p>
      </div>
      <div className="text-acts">
        <Link
          to={`/practice?text=${id}&language=${language}`}
          state={{ text_title: title }}
          className="button"
        >
          Drill{named}
        </Link>
        <StartForm start={{ language, difficulty, mode: "own", text_id: id }}>
          Play{named}
        </StartForm>
        <Link to={`/practice/texts/${id}`} className="button button-quiet">
          Edit{named}
        </Link>
        <DeleteText id={id} title={title} />
      </div>
    </li>
  );
}

interface TextListProps extends Omit<ItemProps, "text"> {
  texts: OwnTextSummary[];
}

export const TextList = ({ texts, ...props }: TextListProps) => (
  <ul className="text-list">
    {texts.map((text) => (
      <Item key={text.id} text={text} {...props} />
    ))}
  </ul>
);
