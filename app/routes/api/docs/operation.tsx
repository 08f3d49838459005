/** One operation of the API, folded up. */
import type { Operation, Response } from "./reference.ts";
import type { Field } from "./schema-fields.ts";

type Row = Field & { place?: string };

function Fields({ fields }: { fields: Row[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="docs-fields">
      {fields.map(({ path, type, required, limits, place }) => (
        <div key={path}>
          <dt>
            {path}
            {!required && <span className="text-dim"> optional</span>}
          </dt>
          <dd>
            <code translate="no" className="text-violet">
              {type}
            </code>
            {(place || limits) && (
              <span className="text-dim">
                {[place && `in the ${place}`, limits].filter(Boolean).join("; ")}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function RequestFields({ label, fields }: { label: string; fields: Row[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="docs-part">
      <h3 className="eyebrow">{label}</h3>
      <Fields fields={fields} />
    </div>
  );
}

function ResponseFields({ status, description, fields }: Response) {
  return (
    <div className="docs-part">
      <h3 className="docs-answer">
        <code translate="no" className="text-mint">
          {status}
        </code>{" "}
        {description}
      </h3>
      <Fields fields={fields} />
    </div>
  );
}

/** The colour of each method: what reads, what adds, what changes, what is gone afterwards. */
const METHOD_COLORS: Record<string, string> = {
  GET: "text-sky",
  POST: "text-amber",
  PUT: "text-violet",
  DELETE: "text-coral",
};

const WHO: Record<Operation["signIn"], string> = {
  none: "For anybody.",
  optional: "For anybody. A signed-in account is told more.",
  required: "For a signed-in account: a Bearer token, or the site’s own cookie.",
};

export function OperationDetails({ operation }: { operation: Operation }) {
  const { id, method, path, summary, signIn, parameters, body, responses, problems } = operation;
  return (
    <details id={id} className="docs-operation">
      <summary>
        <span className={`docs-method ${METHOD_COLORS[method] ?? "text-dim"}`}>{method}</span>
        <span className="docs-path">{path}</span>
        <span className="docs-summary">{summary}</span>
        {signIn === "required" && <span className="badge docs-auth text-dim">signed in</span>}
      </summary>
      <div className="docs-body">
        <p className="text-dim">{WHO[signIn]}</p>
        <RequestFields fields={parameters} label="Parameters" />
        <RequestFields fields={body} label="Request body" />
        {responses.map((response) => (
          <ResponseFields key={response.status} {...response} />
        ))}
        {problems.length > 0 && (
          <div className="docs-part">
            <h3 className="eyebrow">Problems</h3>
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
              {problems.flatMap(({ status, codes }) =>
                codes.map((code) => (
                  <li key={code} className="font-mono text-sm">
                    <span className="text-coral">{status}</span>{" "}
                    <a href={`#${code}`} className="link">
                      {code}
                    </a>
                  </li>
                )),
              )}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}
