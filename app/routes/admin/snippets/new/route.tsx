import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { requireRole } from "../../../../.server/auth/authorization/service.ts";
import { createSnippet } from "../../../../.server/snippets/service.ts";
import { replyInvalid, replyRefused } from "../../../shared/forms.ts";
import {
  isCoded,
  readForm,
  redirectWithFlash,
  requireActor,
  requireViewer,
  toLogin,
  unwrap,
} from "../../../shared/responses.ts";
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

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = requireActor(request, context);
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  try {
    const { id } = await createSnippet(context.db, actor, submission.value);
    return redirectWithFlash(context, `/admin/snippets/${id}`, { code: "snippet_saved" });
  } catch (error) {
    if (!isCoded(error) || error.code !== "unauthenticated") return replyRefused(submission, error);
    context.signOut();
    throw toLogin(request);
  }
}

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
