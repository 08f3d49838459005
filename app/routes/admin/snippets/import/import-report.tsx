/** The report of an import: each snippet with its errors or its state. */
import { Link } from "@remix-run/react";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../../ui/text/enum-names.ts";
import type { ReportItem } from "./import-action.ts";

function Item({ item }: { item: ReportItem }) {
  const { name, draft, tokens, errors, unchecked, id } = item;
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="font-mono">{name}</span>
        {draft && (
          <span className="block text-dim">
            {draft.category}: {LANGUAGE_NAMES[draft.language]},{" "}
            {DIFFICULTY_NAMES[draft.difficulty].toLowerCase()}
          </span>
        )}
        {errors.length > 0 && (
          <ul className="mt-1">
            {errors.map((message) => (
              <li key={message} className="error">
                {message}
              </li>
            ))}
          </ul>
        )}
      </th>
      <td className="figure max-sm:hidden">{tokens ?? "–"}</td>
      <td className="text-right">
        {errors.length > 0 ? (
          <span className="badge text-coral">refused</span>
        ) : id ? (
          <Link to={`/admin/snippets/${id}`} className="link">
            stored
          </Link>
        ) : unchecked ? (
          <span className="badge text-dim">not checked</span>
        ) : (
          <span className="badge text-mint">ready</span>
        )}
      </td>
    </tr>
  );
}

export function ImportReport({ items }: { items: ReportItem[] }) {
  return (
    <table className="table">
      <caption className="sr-only">What was found, item by item</caption>
      <thead>
        <tr>
          <th scope="col">Found</th>
          <th scope="col" className="figure max-sm:hidden">
            Words
          </th>
          <th scope="col" className="figure">
            State
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Item key={item.name} item={item} />
        ))}
      </tbody>
    </table>
  );
}
