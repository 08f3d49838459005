import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { PROBLEMS } from "../../../contracts/problem.ts";
import styles from "../../../styles/docs.css?url";
import { OperationDetails } from "./operation.tsx";
import { referenceOf } from "./reference.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [
  { title: "API · Pro Dev" },
  {
    name: "description",
    content: "The JSON API of Pro Dev: every call, its fields and its problems.",
  },
];

export function loader({ context }: LoaderFunctionArgs) {
  const problems = Object.entries(PROBLEMS).map(([code, problem]) => ({ code, ...problem }));
  return { reference: referenceOf(context.describeApi()), problems };
}

function Contents({ tags }: { tags: string[] }) {
  return (
    <nav aria-label="On this page" className="docs-contents">
      <p className="eyebrow" aria-hidden="true">
        On this page
      </p>
      <ul>
        {[...tags, "Problems"].map((tag) => (
          <li key={tag}>
            <a href={`#${tag.toLowerCase()}`}>{tag}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function ApiDocs() {
  const { reference, problems } = useLoaderData<typeof loader>();
  const { version, groups } = reference;
  return (
    <main className="column docs">
      <Contents tags={groups.map(({ tag }) => tag)} />
      <div className="min-w-0">
        <h1>API</h1>
        <p className="mt-3 max-w-2xl text-dim">
          JSON in and out, times in UTC, ids as UUID. Version {version}, described for machines in{" "}
          <a href="/api/openapi.json" className="link">
            OpenAPI&nbsp;3.1
          </a>
          . Sign in at <code translate="no">/api/auth/login</code> and send what it gives you:
        </p>
        <pre translate="no" className="docs-example">
          <span className="text-dim">GET /api/game/history{"\n"}</span>
          Authorization: Bearer <span className="text-amber">&lt;access_token&gt;</span>
        </pre>
        {groups.map(({ tag, operations }) => (
          <section key={tag} aria-labelledby={tag.toLowerCase()} className="docs-group">
            <h2 id={tag.toLowerCase()}>{tag}</h2>
            {operations.map((operation) => (
              <OperationDetails key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
        <section aria-labelledby="problems" className="docs-group">
          <h2 id="problems">Problems</h2>
          <p className="mt-3 mb-4 max-w-2xl text-dim">
            What goes wrong comes back as <code translate="no">application/problem+json</code> (RFC
            9457), with one of these codes; wrong fields are named in{" "}
            <code translate="no">errors</code>.
          </p>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col" className="figure">
                  Status
                </th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ code, status, title }) => (
                <tr key={code} id={code} className="docs-problem">
                  <th scope="row" className="text-left font-normal">
                    <code translate="no" className="font-medium">
                      {code}
                    </code>
                    <span className="block text-sm text-dim">{title}</span>
                  </th>
                  <td className="figure text-coral">{status}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </main>
  );
}
