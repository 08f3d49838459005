import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { requireRole } from "../../../../.server/auth/authorization/service.ts";
import { createSnippet } from "../../../../.server/snippets/service.ts";
import { requireViewer } from "../../../shared/authentication.ts";
import { handleForm } from "../../../shared/forms.ts";
import { unwrap } from "../../../shared/responses.ts";
import { adminMeta, PageHead } from "../../shared/page-head.tsx";
import { BLANK, newSnippetSchema as schema } from "../editor/form-schema.ts";
import { SnippetForm } from "../editor/snippet-form.tsx";

export { links } from "../editor/links.ts";

export const meta: MetaFunction = () => adminMeta("New snippet");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  await unwrap(request, context, requireRole(context.db, viewer, "ADMIN"));
  return null;
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: (actor, draft) => createSnippet(args.context.db, actor, draft),
    redirectTo: ({ id }) => `/admin/snippets/${id}`,
    flash: "snippet_saved",
  });

export default function NewSnippet() {
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHead
        title="New snippet"
        text="Yours, idiomatic, and typed on any keyboard: printable ASCII, 80 columns, spaces for indentation. It joins its rotation where that stands."
      />
      <SnippetForm
        action="/admin/snippets/new"
        schema={schema}
        snippet={BLANK}
        lastResult={lastResult}
        submit="Add it"
      />
    </>
  );
}
