/** Connections to the database through Hyperdrive. */
// Outside workerd the package is an empty module, without types: tsconfig.json and vitest.config.ts point at the real one.
import { CloudflareSocket } from "pg-cloudflare";
import {
  type Connection,
  type ConnectOptions,
  connect,
  type Socket,
} from "../app/.server/db/client.ts";

/**
 * Sends the messages of a prepared statement at once: pg writes five, and corks the socket for them if it can. Without
 * that, a small call takes 6 to 10 % longer (docs/decisions/0059-costs-of-a-request.md).
 */
class CorkableSocket extends CloudflareSocket {
  #held: Uint8Array[] | undefined;

  cork(): void {
    this.#held ??= [];
  }

  uncork(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    if (held.length > 0) super.write(Buffer.concat(held));
  }

  /** While the socket is corked, pg asks for no callback and does not end it. */
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
    // No TLS, which is Hyperdrive's part. pg uses less of a stream than its type requires.
    stream: () => new CorkableSocket(false) as unknown as Socket,
  });
