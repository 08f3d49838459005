class HttpError extends Error {
  constructor({ status, statusText, url }) {
    super(`${status} ${statusText} for ${url}`);
    this.name = "HttpError";
    this.status = status;
  }

  get temporary() {
    return this.status === 429 || this.status >= 500;
  }
}

export async function fetchJson(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new HttpError(response);
  const type = response.headers.get("content-type") ?? "nothing";
  if (!type.includes("json")) throw new TypeError(`Got ${type}`);
  return response.json();
}
