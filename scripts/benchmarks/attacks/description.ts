/** No attack, but a complaint of those who generate clients: faults of the API's description. */
import { redoclyProblems, spectralProblems } from "../../../tests/support/openapi-linters.ts";
import type { Site } from "../../../tests/support/site.ts";
import type { Attack } from "./attack.ts";

interface Description {
  paths: Record<string, Record<string, { operationId?: string; tags?: string[] }>>;
  tags?: { name: string }[];
}

/** Counts the schemas of arrays that do not say what is in them. */
function countVagueArrays(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const { type, items, prefixItems } = value as Record<string, unknown>;
  const inner = Object.values(value).reduce<number>((sum, part) => sum + countVagueArrays(part), 0);
  return inner + Number(type === "array" && !items && !prefixItems);
}

async function lint(site: Site) {
  const text = await (await fetch(`${site.origin}/api/openapi.json`)).text();
  const description = JSON.parse(text) as Description;
  const calls = Object.values(description.paths).flatMap((path) => Object.values(path));
  const tags = new Set(description.tags?.map(({ name }) => name));
  const faults = {
    "complaints by Redocly": (await redoclyProblems(text)).length,
    "by Spectral": (await spectralProblems(text)).length,
    "calls without operationId": calls.filter(({ operationId }) => !operationId).length,
    "undefined tags": calls.flatMap((call) => call.tags ?? []).filter((tag) => !tags.has(tag))
      .length,
    "arrays without items": countVagueArrays(description),
  };
  const counts = Object.entries(faults).map(([fault, count]) => `${count} ${fault}`);
  return {
    now: `${calls.length} calls: ${counts.join(", ")}`,
    holds: calls.length > 0 && Object.values(faults).every((count) => count === 0),
  };
}

export const DESCRIPTION: Attack[] = [
  {
    name: "No attack: generating a client from the description of the API",
    before:
      "15 errors and 48 warnings of linters, 43 calls without operationId, 43 undefined tags, 3 arrays without items",
    repeat: lint,
  },
];
