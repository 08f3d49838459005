/** The handshake of a WebSocket, for tests of its answer. */
import { type IncomingHttpHeaders, request } from "node:http";

/** The headers that a browser sends to open a socket. */
const HANDSHAKE = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  /** The body of a response with any other status than 101. */
  body?: Record<string, unknown>;
}

/** Sends the handshake of a browser, and returns the answer without opening the socket. */
export function handshake(
  url: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...HANDSHAKE, ...headers } });
    outgoing.on("error", reject);
    outgoing.on("upgrade", ({ statusCode, headers: received }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, headers: received });
    });
    outgoing.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, body: JSON.parse(text) });
    });
    outgoing.end();
  });
}
