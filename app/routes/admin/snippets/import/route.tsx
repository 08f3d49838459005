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
import { DIFFICULTY_NAMES } from "../../../../ui/text/enum-names.ts";
import { requireViewer } from "../../../shared/authentication.ts";
import { unwrap } from "../../../shared/responses.ts";
import { adminMeta, PageHead } from "../../shared/page-head.tsx";
import { handleImport } from "./import-action.ts";
import { ImportReport } from "./import-report.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => adminMeta("Import snippets");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  await unwrap(request, context, requireRole(context.db, viewer, "ADMIN"));
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const { outcome, status } = await handleImport(args);
  return data(outcome, { status });
}

/** The Worker takes bodies of 512 KiB here; the difference is for what the form puts around its files. */
const MAX_KIBIBYTES = 480;

/** Marks files as invalid that are larger than the Worker takes, before they are sent. */
function checkSize({ currentTarget: input }: ChangeEvent<HTMLInputElement>) {
  const bytes = [...(input.files ?? [])].reduce((sum, { size }) => sum + size, 0);
  const kibibytes = Math.ceil(bytes / 1024);
  input.setCustomValidity(
    bytes > MAX_KIBIBYTES * 1024
      ? `${kibibytes} KiB is too much: at most ${MAX_KIBIBYTES} go at a time.`
      : "",
  );
}

export default function ImportSnippets() {
  const outcome = useActionData<typeof action>();
  const { state } = useNavigation();
  // Choosing other files hides the outcome of the files before.
  const [dismissed, setDismissed] = useState<typeof outcome>();
  const shown = outcome === dismissed ? undefined : outcome;
  const stored = shown?.items.some(({ id }) => id !== undefined);
  return (
    <>
      <PageHead
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
              checkSize(event);
              setDismissed(outcome);
            }}
          />
          <p id="files-hint" className="hint">
            Source files, as <code translate="no">loops.1.py</code>: what stands before the first
            dot is the category, the ending tells the language. Or a JSON list of what the API
            takes.
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
            Where a path comes along, as <code translate="no">python/easy/loops.1.py</code>, that
            decides.
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
        {shown?.message}
      </p>
      {shown && shown.items.length > 0 && <ImportReport items={shown.items} />}
    </>
  );
}
