import { Link } from "@remix-run/react";
import type { StoredSnippet } from "../../../contracts/snippet.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { whole } from "../../../ui/text/format.ts";
import { fixedShare, measuredPace } from "./measured-format.ts";

function Row({ snippet }: { snippet: StoredSnippet }) {
  const { id, language, difficulty, category, measured } = snippet;
  const pace = measuredPace(snippet);
  const [first = ""] = snippet.snippet_text.split("\n");
  return (
    <tr>
      <th scope="row" className="fill text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link to={`/admin/snippets/${id}`} className="row-link font-mono font-medium">
            {category}
          </Link>
          <span className="text-dim">
            {LANGUAGE_NAMES[language]}, {DIFFICULTY_NAMES[difficulty].toLowerCase()}
          </span>
          {!snippet.is_active && <span className="badge text-coral">off</span>}
        </span>
        <code translate="no" className="snippet-line">
          {first}
        </code>
      </th>
      <td className="figure max-md:hidden">{snippet.token_count}</td>
      <td className="figure max-sm:hidden">{Math.round(snippet.expected_wpm)}</td>
      <td className="figure">
        {pace ? (
          <>
            {pace.wpm}{" "}
            <span className={pace.farOff ? "text-coral" : "text-dim"}>{pace.difference}</span>
          </>
        ) : (
          <span className="text-dim">none yet</span>
        )}
      </td>
      <td className="figure max-md:hidden">{fixedShare(measured) ?? "–"}</td>
      <td className="figure max-md:hidden">{whole(measured.runs)}</td>
      <td className="figure max-lg:hidden">{whole(snippet.usage_count)}</td>
    </tr>
  );
}

export function SnippetTable({ snippets }: { snippets: StoredSnippet[] }) {
  return (
    <table className="table">
      <caption className="sr-only">Snippets, by language, difficulty and category</caption>
      <thead>
        <tr>
          <th scope="col">Snippet</th>
          <th scope="col" className="figure max-md:hidden">
            Words
          </th>
          <th scope="col" className="figure max-sm:hidden">
            Expected
          </th>
          <th scope="col" className="figure">
            Typed at
          </th>
          <th scope="col" className="figure max-md:hidden">
            Fixed
          </th>
          <th scope="col" className="figure max-md:hidden">
            Runs
          </th>
          <th scope="col" className="figure max-lg:hidden">
            Served
          </th>
        </tr>
      </thead>
      <tbody>
        {snippets.map((snippet) => (
          <Row key={snippet.id} snippet={snippet} />
        ))}
      </tbody>
    </table>
  );
}
