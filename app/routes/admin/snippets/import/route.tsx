import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { Form, useActionData, useNavigation } from "@remix-run/react";
import { type ChangeEvent, useState } from "react";
import { requireRole } from "../../../../.server/auth/authorization/service.ts";
import { MAX_IMPORTED } from "../../../../contracts/snippet.ts";
import { DIFFICULTIES } from "../../../../engine/plan.ts";
import styles from "../../../../styles/admin-snippets.css?url";
import { submitOnce } from "../../../../ui/forms/submit-once.ts";
import { DIFFICULTY_NAMES } from "../../../../ui/text/labels.ts";
import { requireViewer, unwrap } from "../../../shared/responses.ts";
import { Head, titleOf } from "../../shared/head.tsx";
import { carryOutImport } from "./import-action.ts";
import { Report } from "./report.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => titleOf("Import snippets");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  await unwrap(request, context, requireRole(context.db, viewer, "ADMIN"));
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const { outcome, status } = await carryOutImport(args);
  return data(outcome, { status });
}

/** What the front door takes of an import, but for what a form puts around its files. */
const MOST_BYTES = 480 * 1024;

/** Says before sending what the front door would refuse. */
function weigh({ currentTarget: input }: ChangeEvent<HTMLInputElement>) {
  const bytes = [...(input.files ?? [])].reduce((sum, { size }) => sum + size, 0);
  const kibibytes = Math.ceil(bytes / 1024);
  input.setCustomValidity(
    bytes > MOST_BYTES ? `${kibibytes} KiB is too much: at most 480 go at a time.` : "",
  );
}

export default function ImportSnippets() {
  const outcome = useActionData<typeof action>();
  const { state } = useNavigation();
  // What was looked at is not what is chosen now.
  const [looked, setLooked] = useState<typeof outcome>();
  const shown = outcome === looked ? undefined : outcome;
  const stored = shown?.items.some(({ id }) => id !== undefined);
  return (
    <>
      <Head
        title="Import snippets"
        text={`Up to ${MAX_IMPORTED} at a time, all or none. Nothing is stored before you have seen what would be.`}
      />
      <Form
        method="post"
        action="/admin/snippets/import"
        encType="multipart/form-data"
        replace
        preventScrollReset
        className="snippet-import"
      >
        <div>
          <label htmlFor="files" className="label">
            Files
          </label>
          <input
            id="files"
            name="files"
            type="file"
            multiple
            accept=".py,.js,.jsx,.ts,.json"
            className="input"
            aria-describedby="files-hint"
            onChange={(event) => {
              weigh(event);
              setLooked(outcome);
            }}
          />
          <p id="files-hint" className="hint">
            Source files, as <code>loops.1.py</code>: what stands before the first dot is the
            category, the ending tells the language. Or a JSON list of what the API takes.
          </p>
        </div>
        <div>
          <label htmlFor="difficulty" className="label">
            Difficulty of source files
          </label>
          <select
            id="difficulty"
            name="difficulty"
            className="input"
            aria-describedby="difficulty-hint"
          >
            <option value="">As their folder says</option>
            {DIFFICULTIES.map((difficulty) => (
              <option key={difficulty} value={difficulty}>
                {DIFFICULTY_NAMES[difficulty]}
              </option>
            ))}
          </select>
          <p id="difficulty-hint" className="hint">
            Where a path comes along, as <code>python/easy/loops.1.py</code>, that decides.
          </p>
        </div>
        <div className="form-foot">
          <button
            type="submit"
            name="act"
            value="check"
            className="button"
            {...submitOnce(state !== "idle")}
          >
            Check
          </button>
          <button
            type="submit"
            name="act"
            value="import"
            className="button button-primary"
            {...submitOnce(state !== "idle")}
          >
            Import all
          </button>
        </div>
      </Form>
      <p role="status" className={shown?.failed ? "notice" : stored ? "text-mint" : "text-dim"}>
        {shown?.said}
      </p>
      {shown && shown.items.length > 0 && <Report items={shown.items} />}
    </>
  );
}
