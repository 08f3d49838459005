type Failure = { ok: false; error: string; hint?: string };
type Result<T> = { ok: true; value: T } | Failure;

function parsePort(text: string): Result<number> {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return { ok: false, error: `Bad port: ${text}` };
  }
  return { ok: true, value: port };
}
