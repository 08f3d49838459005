/** Where the game page brings its finished runs: JSON in, JSON or a problem document out. */
import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { isUnavailable } from "../../.server/db/client.ts";
import { DomainError } from "../../.server/errors.ts";
import { endGame } from "../../.server/games/service.ts";
import { endSchema } from "../../contracts/game.ts";
import { fieldErrors, type Problem, problem } from "../../contracts/problem.ts";
import { isCoded } from "../respond.ts";

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new DomainError("not_json", "Send Content-Type: application/json");
  }
  return request.json().catch(() => {
    throw new DomainError("malformed_body", "The body is not valid JSON");
  });
}

async function end({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { viewer, db } = context;
  if (!viewer) throw new DomainError("unauthenticated", "Sign in to keep this result");
  const parsed = endSchema.safeParse(await readJson(request));
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error);
    throw new DomainError("validation_failed", "This is no finished game", { errors });
  }
  const { ended } = await endGame(db, viewer, parsed.data);
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
