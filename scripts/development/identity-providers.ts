/**
 * Stand-ins for GitHub and Google on this machine, for `npm start` and for the tests: whoever goes there is `person`, without
 * being asked.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";
import type { AuthProvider } from "../../app/contracts/identities.ts";

/** Somebody with an account at a provider. */
export interface Person {
  /** The provider's id: digits, as GitHub's are. */
  id: string;
  login: string;
  name: string | null;
  email: string;
  verified: boolean;
}

const OCTO: Person = {
  id: "583231",
  login: "octo-dev",
  name: "Octo Developer",
  email: "octo@example.com",
  verified: true,
};

export interface StandIn {
  readonly issuer: string;
  /** Who goes there from now on. */
  person: Person;
  /** Changes the next answer of the token endpoint: its status, or the nonce of its ID token; `never` gives none. */
  nextAnswer: { status?: number; nonce?: string } | "never" | undefined;
  /** Changes the address to which the next visitor is sent back. */
  nextReturn: ((address: URL) => void) | undefined;
  stop(): Promise<void>;
}

/** The variables of the Worker that point to stand-ins. */
export const variablesOf = ({ github, google }: Record<AuthProvider, Pick<StandIn, "issuer">>) => ({
  GITHUB_CLIENT_ID: "development",
  GITHUB_CLIENT_SECRET: "development",
  GITHUB_ISSUER: github.issuer,
  GOOGLE_CLIENT_ID: "development",
  GOOGLE_CLIENT_SECRET: "development",
  GOOGLE_ISSUER: google.issuer,
});

const sendJson = (response: ServerResponse, body: unknown) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
};

/** Starts a stand-in on a free port. */
export async function startStandIn(provider: AuthProvider): Promise<StandIn> {
  const issuer = new OAuth2Issuer();
  const service = new OAuth2Service(issuer);
  await issuer.keys.generate("RS256");
  const server = createServer((request, response) => {
    const hangs = request.method === "POST" && standIn.nextAnswer === "never";
    if (hangs) standIn.nextAnswer = undefined;
    else service.requestHandler(request, response);
  });
  const standIn: StandIn = {
    get issuer() {
      return issuer.url ?? "";
    },
    person: OCTO,
    nextAnswer: undefined,
    nextReturn: undefined,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  service.on("beforeAuthorizeRedirect", ({ url }: { url: URL }) => {
    standIn.nextReturn?.(url);
    standIn.nextReturn = undefined;
  });
  service.on("beforeTokenSigning", ({ payload }: { payload: Record<string, unknown> }) => {
    const { id, name, email, verified } = standIn.person;
    Object.assign(payload, { sub: id, name: name ?? undefined, email, email_verified: verified });
    const { nextAnswer } = standIn;
    if (nextAnswer !== "never" && nextAnswer?.nonce) payload.nonce = nextAnswer.nonce;
  });
  service.on("beforeResponse", (answer: { statusCode: number; body: unknown }) => {
    const { nextAnswer } = standIn;
    standIn.nextAnswer = undefined;
    if (nextAnswer !== "never" && nextAnswer?.status) answer.statusCode = nextAnswer.status;
    // GitHub's OAuth knows no ID token.
    if (provider === "github") delete (answer.body as { id_token?: string }).id_token;
  });
  if (provider === "github") addGithubApi(standIn, service);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

/** Adds the two calls of GitHub's API that say who somebody is. */
function addGithubApi(standIn: StandIn, service: OAuth2Service) {
  type Handler = (request: IncomingMessage, response: ServerResponse) => void;
  const add = (path: string, handler: Handler) => service.addRoute("GET", path, handler);
  add("/user", (_, response) => {
    const { id, login, name } = standIn.person;
    sendJson(response, { id: Number(id), login, name });
  });
  add("/user/emails", (_, response) => {
    const { email, verified } = standIn.person;
    sendJson(response, [
      { email: "noreply@example.com", primary: false, verified: true },
      { email, primary: true, verified },
    ]);
  });
}
