import type { FieldError, ProblemCode } from "../contracts/problem.ts";

/**
 * What went wrong, as a code that `contracts/problem.ts` maps to a status and
 * a message for people. Match it by `code`, never by class: see
 * docs/decisions/0006-single-module-graph.md.
 */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  /** Seconds after which the same request may be taken. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    details: { errors?: FieldError[]; retryAfter?: number } = {},
  ) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.errors = details.errors;
    this.retryAfter = details.retryAfter;
  }
}

/** The caller's access token is good, but the account behind it is gone or switched off. */
export const inactiveAccount = () =>
  new DomainError("unauthenticated", "This account is no longer active. Sign in again.");

/** What would leave nobody to run the site. */
export const lastAdmin = () =>
  new DomainError("last_admin", "Make somebody else an administrator first");
