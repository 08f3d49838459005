/** Pages as visitors get them: whether they were kept at the edge, and the nonces in them. */
import type { Site } from "./site.ts";

export interface VisitorPage {
  status: number;
  headers: Headers;
  text: string;
}

export async function openPage(
  { origin }: Pick<Site, "origin">,
  path: string,
  headers: Record<string, string> = {},
): Promise<VisitorPage> {
  const response = await fetch(origin + path, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Returns how many milliseconds a page was kept; undefined when it was rendered for this answer. */
export function keptAge({ headers }: Pick<VisitorPage, "headers">): number | undefined {
  const age = /cache;[^,]*dur=([\d.]+)/.exec(headers.get("Server-Timing") ?? "")?.[1];
  return age === undefined ? undefined : Number(age);
}

/** Returns the different nonces of a page's scripts. */
export const noncesOf = ({ text }: Pick<VisitorPage, "text">): string[] => [
  ...new Set([...text.matchAll(/nonce="([^"]*)"/g)].map(([, nonce = ""]) => nonce)),
];
