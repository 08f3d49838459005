/** Where the game page brings its finished runs: JSON in, JSON or a problem document out. */
import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { isUnavailable } from "../../.server/db/client.ts";
import { DomainError } from "../../.server/errors.ts";
import { endGame } from "../../.server/games/service.ts";
import { endSchema } from "../../contracts/game.ts";
import { fieldErrors, type Problem, problem } from "../../contracts/problem.ts";
import { isCoded } from "../respond.ts";

const KIB = 1024;
const LIMIT = 512 * KIB;

const tooLarge = () => new DomainError("body_too_large", `At most ${LIMIT / KIB} KiB`);

/** Reads no more than it takes to know that it is too much. */
async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get("Content-Length") ?? 0) > LIMIT) throw tooLarge();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > LIMIT) throw tooLarge();
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

async function readJson(request: Request): Promise<unknown> {
  if (!request.headers.get("Content-Type")?.startsWith("application/json")) {
    throw new DomainError("not_json", "Send Content-Type: application/json");
  }
  const body = await readBody(request);
  try {
    return JSON.parse(body);
  } catch {
    throw new DomainError("malformed_body", "The body is not valid JSON");
  }
}

async function end({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { viewer, db } = context;
  if (!viewer) throw new DomainError("unauthenticated", "Sign in to keep this result");
  const parsed = endSchema.safeParse(await readJson(request));
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error);
    throw new DomainError("validation_failed", "This is no finished game", { errors });
  }
  const { ended } = await endGame(db, viewer.id, parsed.data);
  return Response.json({ id: ended.result.id, new_best: ended.new_best, rank: ended.rank });
}

const asResponse = (document: Problem) =>
  Response.json(document, {
    status: document.status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8" },
  });

/** There is nothing to look at. */
export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });

export async function action(args: ActionFunctionArgs): Promise<Response> {
  try {
    return await end(args);
  } catch (error) {
    if (isCoded(error)) return asResponse(problem(error.code, error.message, error.errors));
    if (!isUnavailable(error)) throw error;
    return asResponse(
      problem("database_unavailable", "The database does not answer; try again soon"),
    );
  }
}
