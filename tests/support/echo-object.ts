/** A Durable Object that sends each message back. Its WebSockets stay open while the object hibernates. */
import { DurableObject } from "cloudflare:workers";

export class Echo extends DurableObject {
  /** Messages that this instance received; hibernation starts again at 0. */
  private received = 0;

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(new URL(request.url).search);
    return new Response(null, { status: 101, webSocket: client, headers: { "X-Echo": "yes" } });
  }

  override webSocketMessage(socket: WebSocket, message: string): void {
    this.received += 1;
    const search = socket.deserializeAttachment();
    socket.send(JSON.stringify({ message, search, received: this.received }));
  }
}
