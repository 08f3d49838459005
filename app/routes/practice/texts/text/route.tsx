import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeOwnText, ownText } from "../../../../.server/practice/texts/service.ts";
import { ownTextDraftSchema as schema } from "../../../../contracts/own-text.ts";
import { requireViewer } from "../../../shared/authentication.ts";
import { handleForm } from "../../../shared/forms.ts";
import { unwrap } from "../../../shared/responses.ts";
import { EditorPage } from "../editor/editor-page.tsx";
import { TextForm } from "../editor/text-form.tsx";

export { links } from "../editor/links.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.text.title ?? "Text"} · Pro Dev` },
];

export async function loader({ request, context, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  return { text: await unwrap(request, context, ownText(context.db, viewer, id)) };
}

export const action = (args: ActionFunctionArgs) => {
  const { id = "" } = args.params;
  return handleForm(args, {
    schema,
    act: (caller, draft) => changeOwnText(args.context.db, caller, id, draft),
    redirectTo: "/practice/texts",
    flash: "text_saved",
  });
};

export default function EditText() {
  const { id, title, language, text } = useLoaderData<typeof loader>().text;
  return (
    <EditorPage
      title={title}
      text="Yours alone. Runs keep the code that they were played with, until you delete the text."
    >
      <TextForm
        key={id}
        action={`/practice/texts/${id}`}
        draft={{ title, language, text }}
        lastResult={useActionData<typeof action>()}
        submit="Save"
      />
    </EditorPage>
  );
}
