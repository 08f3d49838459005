/** How actions read forms, and how they reply to forms that are invalid or refused. */

import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, data } from "@remix-run/cloudflare";
import type { z } from "zod";
import type { Actor } from "../../.server/auth/authorization/queries.ts";
import { isUnavailable } from "../../.server/db/client.ts";
import type { Flash } from "../../contracts/flash.ts";
import { MAX_ERRORS, PROBLEMS } from "../../contracts/problem.ts";
import { MOST_TEXT_CHARACTERS } from "../../engine/limits.ts";
import { loginRedirect, requireActor } from "./authentication.ts";
import { problemResponse } from "./problem-response.ts";
import { DATABASE_UNAVAILABLE, isCoded, redirectWithFlash } from "./responses.ts";

/** Matches the field names of this site's forms: `email`, `controls.restart_key`. */
const FIELD_NAME = /^[a-z][a-z_]{0,30}(\.[a-z][a-z_]{0,30})?$/;
const MAX_FIELDS = 40;

/**
 * Returns the form that the request carries. Refuses field names that no form of this site has before the
 * form parser sees them, because it builds lists as long as a name like `a[99999999]` says.
 *
 * @throws a 400 response for a body that is no form of this site
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => undefined);
  const names = [...(form?.keys() ?? [])];
  if (form && names.length <= MAX_FIELDS && names.every((name) => FIELD_NAME.test(name))) {
    return form;
  }
  throw problemResponse("malformed_body", "This is not what a form of this site sends.");
}

/** Fields whose values are never sent back to the browser. */
const SECRET_FIELDS = ["password", "current_password", "new_password"];

/** The most characters of a field that are sent back. The longest field that a form accepts is an own text. */
const MAX_REFLECTED = 2 * MOST_TEXT_CHARACTERS;

type Sent = Pick<Submission<unknown>, "reply" | "payload">;

/**
 * Returns the form as it was sent, with errors, but without secrets and without fields that are far too long, which
 * only the page in the browser keeps. Together with `readForm` this bounds what single fetch encodes: fields, depth
 * and length (GHSA-rxv8-25v2-qmq8).
 */
function replyWith({ reply, payload }: Sent, errors: Parameters<Sent["reply"]>[0] = {}) {
  const tooLong = Object.keys(payload).filter(
    (name) => JSON.stringify(payload[name]).length > MAX_REFLECTED,
  );
  return reply({ ...errors, hideFields: [...SECRET_FIELDS, ...tooLong] });
}

/** Returns the form as it was sent, with the errors that its schema found. */
export const replyInvalid = (submission: Sent) =>
  data(replyWith(submission), { status: PROBLEMS.validation_failed.status });

/**
 * Returns the form as it was sent, with the errors that the domain found.
 *
 * @throws `error` itself when it is neither an error of the domain nor an unavailable database
 */
export function replyRefused(submission: Sent, error: unknown) {
  if (isCoded(error)) {
    const { code, message, errors } = error;
    const fieldErrors: Record<string, string[]> = {};
    for (const { path, message } of errors?.slice(0, MAX_ERRORS) ?? []) {
      fieldErrors[path] = [...(fieldErrors[path] ?? []), message];
    }
    const messages = errors ? { fieldErrors } : { formErrors: [message] };
    return data(replyWith(submission, messages), { status: PROBLEMS[code].status });
  }
  if (!isUnavailable(error)) throw error;
  return data(replyWith(submission, { formErrors: [DATABASE_UNAVAILABLE] }), {
    status: PROBLEMS.database_unavailable.status,
  });
}

interface FormHandler<Value, Result> {
  schema: z.ZodType<Value>;
  /** Does what the form asks for. */
  act: (actor: Actor, value: Value) => Promise<Result>;
  /** The page that shows the notice. */
  redirectTo: string | ((result: Result) => string);
  /** The notice that the page shows once, if any. */
  flash: Flash["code"] | ((result: Result) => Flash["code"] | undefined);
}

/**
 * Handles the form of a signed-in viewer: parses it, calls `act`, and redirects to a page with a notice. A
 * form that is invalid or refused is sent back with its errors. A viewer whose account was switched off
 * meanwhile is signed out and sent to the sign-in page.
 */
export async function handleForm<Value, Result>(
  { request, context }: ActionFunctionArgs,
  { schema, act, redirectTo, flash }: FormHandler<Value, Result>,
) {
  const actor = requireActor(request, context);
  const submission = parseWithZod(await readForm(request), { schema });
  if (submission.status !== "success") return replyInvalid(submission);
  try {
    const result = await act(actor, submission.value);
    const page = typeof redirectTo === "string" ? redirectTo : redirectTo(result);
    const code = typeof flash === "function" ? flash(result) : flash;
    return redirectWithFlash(context, page, code && { code });
  } catch (error) {
    if (!isCoded(error) || error.code !== "unauthenticated") return replyRefused(submission, error);
    context.clearSignInCookies();
    throw loginRedirect(request);
  }
}
