/** The beginning of signing in with an account elsewhere. Only a form of this site can begin it, never a link. */
import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { readForm } from "../shared/forms.ts";
import { leaveForProvider, providerOf } from "../shared/identity-flow.ts";

export const loader = () => redirect("/login");

export async function action({ request, params, context }: ActionFunctionArgs) {
  const provider = providerOf(context, params.provider);
  if (!provider) return redirect("/login", 303);
  const to = (await readForm(request)).get("to");
  const { viewer } = context;
  // Somebody who is signed in confirms to be still there, and never becomes somebody else by it.
  const intention = viewer
    ? ({ kind: "confirm", id: viewer.id, family: viewer.family } as const)
    : ({ kind: "sign_in" } as const);
  return leaveForProvider(
    request,
    context,
    provider,
    intention,
    typeof to === "string" ? to : null,
  );
}
