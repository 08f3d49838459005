/**
 * Serves the Cache API of the other Workers, because bare workerd has no cache: it keeps everything in memory, for ever. workerd asks by
 * `GET`, keeps by `PUT` with the whole response as the body, and deletes by `PURGE`; it reads `CF-Cache-Status`.
 */
const kept = new Map();
const LINE = "\r\n";

/** Returns the body of a response in chunks, which begin at `start`. */
function joinChunks(bytes, text, start) {
  const parts = [];
  for (let at = start; ; ) {
    const end = text.indexOf(LINE, at);
    const length = Number.parseInt(text.slice(at, end), 16);
    if (!length) return new Blob(parts).arrayBuffer();
    parts.push(bytes.slice(end + LINE.length, end + LINE.length + length));
    at = end + 2 * LINE.length + length;
  }
}

async function parseResponse(bytes) {
  const text = new TextDecoder("latin1").decode(bytes);
  const start = text.indexOf(LINE + LINE) + 2 * LINE.length;
  const [status, ...lines] = text.slice(0, start).trim().split(LINE);
  const headers = new Headers(lines.map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
  const isChunked = headers.get("Transfer-Encoding") === "chunked";
  headers.delete("Transfer-Encoding");
  headers.delete("Content-Length");
  headers.set("CF-Cache-Status", "HIT");
  const body = isChunked ? await joinChunks(bytes, text, start) : bytes.slice(start);
  return { status: Number(status.split(" ")[1]), headers: [...headers], body };
}

export default {
  async fetch(request) {
    const key = `${request.headers.get("CF-Cache-Namespace")} ${request.url}`;
    if (request.method === "PUT") {
      kept.set(key, await parseResponse(await request.arrayBuffer()));
      return new Response(null, { status: 204 });
    }
    if (request.method === "PURGE") {
      return new Response(null, { status: kept.delete(key) ? 200 : 404 });
    }
    const entry = kept.get(key);
    if (!entry) return new Response(null, { status: 504, headers: { "CF-Cache-Status": "MISS" } });
    const { status, headers, body } = entry;
    return new Response(body, { status, headers });
  },
};
