/** How actions take forms, and answer those that are wrong or refused. */
import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, data } from "@remix-run/cloudflare";
import type { z } from "zod";
import type { Viewer } from "../../.server/auth/tokens.ts";
import { isUnavailable } from "../../.server/db/client.ts";
import type { Flash } from "../../contracts/flash.ts";
import { PROBLEMS } from "../../contracts/problem.ts";
import { isCoded, readForm, redirectWithFlash, requireViewer, toLogin } from "./responses.ts";

/** Never sent back to the browser. */
const SECRET_FIELDS = ["password", "current_password", "new_password"];

type Reply = Pick<Submission<unknown>, "reply">;

/** The form as it was sent, with what its schema says against it. */
export const replyInvalid = (submission: Reply) =>
  data(submission.reply({ hideFields: SECRET_FIELDS }), {
    status: PROBLEMS.validation_failed.status,
  });

/** The form as it was sent, with what the domain says against it. @throws whatever is no refusal */
export function replyRefused(submission: Reply, error: unknown) {
  if (isCoded(error)) {
    const { code, message, errors } = error;
    const fieldErrors: Record<string, string[]> = {};
    for (const { path, message } of errors ?? []) {
      fieldErrors[path] = [...(fieldErrors[path] ?? []), message];
    }
    const said = errors ? { fieldErrors } : { formErrors: [message] };
    return data(submission.reply({ ...said, hideFields: SECRET_FIELDS }), {
      status: PROBLEMS[code].status,
    });
  }
  if (!isUnavailable(error)) throw error;
  const formErrors = ["The database does not answer just now. Please try again in a moment."];
  return data(submission.reply({ formErrors, hideFields: SECRET_FIELDS }), {
    status: PROBLEMS.database_unavailable.status,
  });
}

interface Form<T> {
  schema: z.ZodType<T>;
  /** What it asks for. */
  act: (viewer: Viewer, value: T) => Promise<unknown>;
  /** The page that says so. */
  page: string;
  said: Flash["code"];
}

/**
 * All that an action does with the form of somebody signed in: reads it, does what
 * it asks for and leads to the page that says so, or sends it back with what speaks
 * against it. An account that is switched off meanwhile is signed out.
 */
export async function handleForm<T>({ request, context }: ActionFunctionArgs, form: Form<T>) {
  const viewer = requireViewer(request, context.viewer);
  const submission = parseWithZod(await readForm(request), { schema: form.schema });
  if (submission.status !== "success") return replyInvalid(submission);
  try {
    await form.act(viewer, submission.value);
  } catch (error) {
    if (!isCoded(error) || error.code !== "unauthenticated") return replyRefused(submission, error);
    context.signOut();
    throw toLogin(request);
  }
  return redirectWithFlash(context, form.page, { code: form.said });
}
