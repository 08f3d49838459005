/** Error codes, each with its status, and problem documents (RFC 9457) for them. */
import { z } from "zod";

/** Every error code, with its status and title. */
export const PROBLEMS = {
  malformed_body: { status: 400, title: "The body cannot be read" },
  malformed_address: { status: 400, title: "The address cannot be read" },
  unauthenticated: { status: 401, title: "Sign in first" },
  invalid_credentials: { status: 401, title: "Wrong address or password" },
  invalid_token: { status: 401, title: "This token is not valid" },
  token_reused: { status: 401, title: "This refresh token was used before" },
  forbidden: { status: 403, title: "Not allowed" },
  foreign_origin: { status: 403, title: "This request came from another site" },
  not_found: { status: 404, title: "Not found" },
  daily_sealed: { status: 403, title: "Your own try comes first" },
  sign_in_again: { status: 403, title: "Sign in once more first" },
  own_result: { status: 403, title: "Nobody verifies their own run" },
  method_not_allowed: { status: 405, title: "This call takes other methods" },
  session_not_found: { status: 404, title: "No such session of yours" },
  username_taken: { status: 409, title: "This username is taken" },
  email_taken: { status: 409, title: "This address has an account already" },
  identity_taken: { status: 409, title: "That account elsewhere is linked to another one" },
  provider_linked: { status: 409, title: "Another account of that provider is linked" },
  last_way_in: { status: 409, title: "This is the last way in" },
  no_password: { status: 409, title: "This account has no password" },
  password_exists: { status: 409, title: "This account has a password" },
  daily_taken: { status: 409, title: "One ranked try a day" },
  already_claimed: { status: 409, title: "This run is somebody's already" },
  snippet_exists: { status: 409, title: "This code is a snippet already" },
  snippet_changed: { status: 409, title: "Somebody changed this snippet meanwhile" },
  rotation_too_small: { status: 409, title: "Too few snippets would be left" },
  too_many_texts: { status: 409, title: "No room for another text" },
  already_friends: { status: 409, title: "You are friends already" },
  already_requested: { status: 409, title: "You have asked already" },
  blocked_by_you: { status: 409, title: "You block this player" },
  too_many_friends: { status: 409, title: "No room for another friend" },
  too_many_open_requests: { status: 409, title: "Too many requests wait for an answer" },
  too_many_blocks: { status: 409, title: "No room for another block" },
  race_begun: { status: 409, title: "This race has begun" },
  session_closed: { status: 409, title: "Another game was started since" },
  last_admin: { status: 409, title: "This is the last administrator" },
  race_not_over: { status: 409, title: "This race is not over" },
  not_reportable: { status: 409, title: "This racer cannot be reported" },
  unranked_result: { status: 409, title: "Unranked runs are not judged" },
  engine_outdated: { status: 409, title: "The rules changed during this game" },
  session_expired: { status: 410, title: "This session was idle for too long" },
  link_spent: { status: 410, title: "This link works no longer" },
  race_over: { status: 410, title: "This race is over" },
  log_forgotten: { status: 410, title: "The keys of this run are no longer kept" },
  body_too_large: { status: 413, title: "The body is too large" },
  not_json: { status: 415, title: "The body must be JSON" },
  validation_failed: { status: 422, title: "Some fields are not valid" },
  wrong_password: { status: 422, title: "That is not your password" },
  log_rejected: { status: 422, title: "The key log was rejected" },
  internal: { status: 500, title: "Something broke on our side" },
  too_many_starts: { status: 429, title: "Too many games started" },
  too_many_requests: { status: 429, title: "Too many friend requests today" },
  too_many_invitations: { status: 429, title: "Too many invitations" },
  too_many_reports: { status: 429, title: "Too many reports" },
  too_many_mails: { status: 429, title: "Too many mails" },
  too_many_attempts: { status: 429, title: "Too many attempts to sign in" },
  rate_limited: { status: 429, title: "Too many requests" },
  database_unavailable: { status: 503, title: "The database is away" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** An error in one field of the input; `path` is dotted (`key_sequence.3.1`). */
export const fieldErrorSchema = z.object({
  path: z.string(),
  message: z.string(),
  /** The position in a text; both count from 1. */
  line: z.int().optional(),
  column: z.int().optional(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** The most errors in a problem document. */
export const MAX_ERRORS = 20;

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    errors: z.array(fieldErrorSchema).max(MAX_ERRORS).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** Returns the problem document of `code`, with the first `MAX_ERRORS` of the errors. */
export function problem(code: ProblemCode, detail: string, errors?: FieldError[]): Problem {
  const { status, title } = PROBLEMS[code];
  const document = { type: `/api/docs#${code}`, title, status, detail, code };
  return errors ? { ...document, errors: errors.slice(0, MAX_ERRORS) } : document;
}

/** The most characters of a path; the names in it may be the client's. */
const MAX_PATH = 100;

const fieldError = (path: PropertyKey[], message: string): FieldError => ({
  path: path.join(".").slice(0, MAX_PATH),
  message,
});

/** Returns the first `MAX_ERRORS` issues of a zod error as field errors. */
export function fieldErrors(error: z.core.$ZodError): FieldError[] {
  const errors: FieldError[] = [];
  for (const issue of error.issues) {
    if (errors.length >= MAX_ERRORS) break;
    if (issue.code !== "unrecognized_keys") {
      errors.push(fieldError(issue.path, issue.message));
      continue;
    }
    for (const key of issue.keys.slice(0, MAX_ERRORS)) {
      errors.push(fieldError([...issue.path, key], "There is no such field"));
    }
  }
  return errors.slice(0, MAX_ERRORS);
}
