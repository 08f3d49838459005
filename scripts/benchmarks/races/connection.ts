/** A socket of a scripted racer, which counts the bytes of its frames. */

/** The bytes of a frame besides its text (RFC 6455): the header, and of a client the mask. */
const overheadOf = (length: number) => (length < 126 ? 2 : length < 65_536 ? 4 : 10);
const MASK = 4;

export class RaceConnection {
  sentBytes = 0;
  receivedBytes = 0;
  sent = 0;
  received = 0;
  readonly #socket: WebSocket;

  /** @param onMessage gets each message, as text, so that a reader parses no more than it needs */
  constructor(url: string, onMessage: (text: string) => void, onClose: (reason: string) => void) {
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      this.received += 1;
      this.receivedBytes += text.length + overheadOf(text.length);
      onMessage(text);
    });
    this.#socket.addEventListener("close", ({ code, reason }) => onClose(`${code} ${reason}`));
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.addEventListener("open", () => resolve());
      this.#socket.addEventListener("error", () => reject(new Error("the socket did not open")));
    });
  }

  send(message: object): void {
    const text = JSON.stringify(message);
    this.sent += 1;
    this.sentBytes += text.length + overheadOf(text.length) + MASK;
    this.#socket.send(text);
  }

  close(): void {
    this.#socket.close();
  }
}
