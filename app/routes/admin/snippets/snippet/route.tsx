import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { changeSnippet, getSnippet } from "../../../../.server/snippets/service.ts";
import type { SnippetChange } from "../../../../contracts/snippet.ts";
import { submitOnce } from "../../../../ui/forms/submit-once.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../../ui/text/enum-names.ts";
import { requireViewer } from "../../../shared/authentication.ts";
import { handleForm } from "../../../shared/forms.ts";
import { unwrap } from "../../../shared/responses.ts";
import { adminMeta, PageHead } from "../../shared/page-head.tsx";
import { editedSnippetSchema } from "../editor/form-schema.ts";
import { SnippetForm } from "../editor/snippet-form.tsx";
import { SnippetStatistics } from "./statistics.tsx";

export { links } from "../editor/links.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  adminMeta(data ? `${data.snippet.category}, a snippet` : "Snippet");

export async function loader({ request, context, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  return { snippet: await unwrap(request, context, getSnippet(context.db, viewer, id)) };
}

/** The button beside the form, which takes the snippet out of rotation or puts it back. */
const switchSchema = z.strictObject({
  is_active: z.enum(["true", "false"]).transform((value) => value === "true"),
});
/** The query parameter of the URL that the button sends the form to. */
const SWITCH = "switch";

export const action = (args: ActionFunctionArgs) => {
  const { id = "" } = args.params;
  const schema: z.ZodType<SnippetChange> = new URL(args.request.url).searchParams.has(SWITCH)
    ? switchSchema
    : editedSnippetSchema;
  return handleForm(args, {
    schema,
    act: (actor, change) => changeSnippet(args.context.db, actor, id, change),
    redirectTo: `/admin/snippets/${id}`,
    flash: "snippet_saved",
  });
};

/** Offered when somebody else changed the snippet while it was edited. */
function Overwrite() {
  return (
    <label className="snippet-overwrite">
      <input type="checkbox" name="overwrite" /> Save mine over what the other wrote. The audit log
      keeps both.
    </label>
  );
}

export default function EditSnippet() {
  const { snippet } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { id, category, language, difficulty, is_active, revision } = snippet;
  const path = `/admin/snippets/${id}`;
  const changedMeanwhile = lastResult?.error?.[""]?.some((message) =>
    message.includes("changed this"),
  );
  return (
    <>
      <PageHead
        title={
          <>
            {category} {!is_active && <span className="badge text-coral">off</span>}
          </>
        }
        text={`${LANGUAGE_NAMES[language]}, ${DIFFICULTY_NAMES[difficulty].toLowerCase()}. Games that are running keep the text they were given.`}
      >
        <Form method="post" action={`${path}?${SWITCH}`} replace preventScrollReset>
          <input type="hidden" name="is_active" value={String(!is_active)} />
          <button
            type="submit"
            className={is_active ? "button button-danger" : "button"}
            {...submitOnce(false)}
          >
            {is_active ? "Take out of rotation" : "Put into rotation"}
          </button>
        </Form>
      </PageHead>
      <div className="snippet-page">
        <SnippetForm
          // Each saved revision makes a new form that begins with it.
          key={`${id} ${revision}`}
          action={path}
          schema={editedSnippetSchema}
          snippet={snippet}
          lastResult={lastResult}
          submit="Save"
        >
          <input type="hidden" name="revision" value={revision} />
          {changedMeanwhile && <Overwrite />}
        </SnippetForm>
        <SnippetStatistics snippet={snippet} />
      </div>
    </>
  );
}
