import type { FieldError, ProblemCode } from "../contracts/problem.ts";

/**
 * An error with a code, which `contracts/problem.ts` maps to a status, and a message for people. Match it
 * by `code`, never by class: see docs/decisions/0006-single-module-graph.md.
 */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  /** Seconds after which the same request may succeed. */
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

/** Returns the error of a valid access token whose account or device may no longer act. */
export const inactiveAccount = () =>
  new DomainError("unauthenticated", "This account is no longer active. Sign in again.");

/** Returns the error of a request for the plan of today's challenge before the caller's own try. */
export const dailySealed = () =>
  new DomainError(
    "daily_sealed",
    "This would give away today’s challenge: it opens when your own ranked try is over, or at 00:00 UTC",
  );

/** Returns the error of a change that would leave no administrator. */
export const lastAdmin = () =>
  new DomainError("last_admin", "Make somebody else an administrator first");
