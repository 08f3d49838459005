import { data } from "@remix-run/cloudflare";

/** Answers every URL that has no route. */
export function loader(): never {
  throw data({ code: "not_found", title: "Not found" }, { status: 404 });
}

export default function NotFound() {
  return null;
}
