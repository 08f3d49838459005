/** Connections to the database through Hyperdrive. */
// tsconfig.json names its types: its package names those of the empty module that it is outside of workerd.
import { CloudflareSocket } from "pg-cloudflare";
import {
  type Connection,
  type ConnectOptions,
  connect,
  type Socket,
} from "../app/.server/db/client.ts";

/**
 * Sends the messages of a prepared statement at once. pg writes five of them, and corks a socket that can be corked. Written one by one they
 * take an eighth of a small call's CPU time (docs/decisions/0059-costs-of-a-request.md).
 */
class CorkedSocket extends CloudflareSocket {
  #held: Uint8Array[] | undefined;

  cork(): void {
    this.#held = [];
  }

  uncork(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    if (held.length > 0) super.write(Buffer.concat(held));
  }

  /** pg asks for no callback while the socket is corked. */
  override write(
    data: Uint8Array | string,
    encoding?: BufferEncoding | ((error?: unknown) => void),
    callback?: (error?: unknown) => void,
  ) {
    if (!this.#held) return super.write(data, encoding as BufferEncoding, callback);
    this.#held.push(typeof data === "string" ? Buffer.from(data) : data);
    return true;
  }
}

/** Connects as `connect` does, with one client. */
export const connectThrough = (
  { connectionString }: Hyperdrive,
  options?: Omit<ConnectOptions, "stream">,
): Connection =>
  connect(connectionString, 1, {
    ...options,
    // pg takes less of a socket than its type says.
    stream: () => new CorkedSocket(false) as unknown as Socket,
  });
