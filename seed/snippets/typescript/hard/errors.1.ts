export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(`${status} ${message}`, options);
    this.status = status;
  }
  get isRetryable(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}
