/** How actions answer a form whose request the domain refused. */
import type { Submission } from "@conform-to/react";
import { data } from "@remix-run/cloudflare";
import { isUnavailable } from "../.server/db/client.ts";
import { PROBLEMS } from "../contracts/problem.ts";
import { isCoded, toLogin } from "./respond.ts";

/** Never sent back to the browser. */
const SECRET_FIELDS = ["password", "current_password", "new_password"];

type Reply = Pick<Submission<unknown>, "reply">;

/** The form as it was sent, with what its schema says against it. */
export const invalid = (submission: Reply) =>
  data(submission.reply({ hideFields: SECRET_FIELDS }), {
    status: PROBLEMS.validation_failed.status,
  });

/** The form as it was sent, with what the domain says against it. @throws whatever is no refusal */
export function refused(submission: Reply, error: unknown) {
  if (isCoded(error)) {
    const { code, message, errors } = error;
    const fieldErrors = Object.fromEntries(
      (errors ?? []).map(({ path, message }) => [path, [message]]),
    );
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

/**
 * Does what a valid form asks for. Gives nothing when it is done, otherwise the
 * form with what the domain says against it; an account that is switched off
 * meanwhile is signed out.
 */
export async function carryOut(
  request: Request,
  context: { signOut(): void },
  submission: Reply,
  call: Promise<unknown>,
) {
  try {
    await call;
  } catch (error) {
    if (!isCoded(error) || error.code !== "unauthenticated") return refused(submission, error);
    context.signOut();
    throw toLogin(request);
  }
}
