import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addOwnText, ownTextList } from "../../../../.server/practice/texts/service.ts";
import { MOST_TEXTS, ownTextDraftSchema as schema } from "../../../../contracts/own-text.ts";
import { rememberedChoice, startChoice } from "../../../../contracts/start-choice.ts";
import { requireViewer } from "../../../shared/authentication.ts";
import { handleForm } from "../../../shared/forms.ts";
import { unwrap } from "../../../shared/responses.ts";
import { EditorPage } from "../editor/editor-page.tsx";
import { TextForm } from "../editor/text-form.tsx";

export { links } from "../editor/links.ts";

export const meta: MetaFunction = () => [{ title: "New text · Pro Dev" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const texts = await unwrap(request, context, ownTextList(context.db, viewer));
  const { language } = startChoice(rememberedChoice(request.headers.get("Cookie")));
  return { isFull: texts.length >= MOST_TEXTS, language };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    schema,
    act: (caller, draft) => addOwnText(args.context.db, caller, draft),
    redirectTo: "/practice/texts",
    flash: "text_saved",
  });

export default function NewText() {
  const { isFull, language } = useLoaderData<typeof loader>();
  return (
    <EditorPage
      title="New text"
      text="Paste code, or take it from a file. Nothing in it is changed unless you ask for it."
    >
      {isFull && (
        <p className="notice" role="alert">
          You have {MOST_TEXTS} texts, the most there can be. Delete one to make room.
        </p>
      )}
      <TextForm
        action="/practice/texts/new"
        draft={{ title: "", language, text: "" }}
        lastResult={useActionData<typeof action>()}
        submit="Add it"
      />
    </EditorPage>
  );
}
