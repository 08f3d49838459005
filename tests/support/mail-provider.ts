/** A provider of mail on this machine, which answers as a test tells it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { httpProvider, type Provider } from "../../app/.server/mail/provider.ts";

export interface Delivery {
  key: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
}

/**
 * Starts a provider that takes every mail, until `answers` has statuses for the next calls; `never` leaves a call without an
 * answer until it is given up. Like real ones it delivers a mail with a known key only once.
 */
export async function startMailProvider() {
  const calls: Delivery[] = [];
  const delivered = new Map<string, Delivery>();
  const answers: (number | "lost" | "never")[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const call = { key: String(request.headers["idempotency-key"]), ...JSON.parse(body) };
      calls.push(call);
      const answer = answers.shift() ?? 200;
      if (answer === "never") return;
      if (answer === 200 || answer === "lost") delivered.set(call.key, call);
      if (answer === "lost") request.socket.destroy();
      else response.writeHead(answer).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emails`;
  const provider: Provider = httpProvider({ url, key: "key", from: "Pro Dev <post@example.com>" });
  return { url, provider, calls, answers, delivered: () => [...delivered.values()] };
}
