/** A Durable Object that sends back what it receives, on sockets that outlive its memory. */
import { DurableObject } from "cloudflare:workers";

export class Echo extends DurableObject {
  /** Messages since this instance was created. */
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
