import { createServer } from "node:http";
import { findRoute } from "./routes.js";

const port = Number(process.env.PORT ?? 3000);
const server = createServer(async (request, reply) => {
  const { method, url } = request;
  const handler = findRoute(method, url);
  try {
    const body = (await handler?.(request)) ?? null;
    const text = JSON.stringify(body);
    reply.statusCode = body ? 200 : 404;
    reply.end(text);
  } catch (failure) {
    console.error(method, url, failure);
    reply.statusCode = 500;
    reply.end("Internal error");
  }
});

server.listen(port);
