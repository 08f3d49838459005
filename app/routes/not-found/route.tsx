import { data } from "@remix-run/cloudflare";

/** Every address that nothing else answers. */
export function loader(): never {
  throw data({ code: "not_found", title: "Not found" }, { status: 404 });
}

export default function NotFound() {
  return null;
}
