/** A browser without JavaScript: it opens pages, submits forms and keeps cookies. */
import { PASSWORD, register } from "./api.ts";
import type { Site } from "./site.ts";

export interface FormClient {
  /** Requests a page. Does not follow a redirect, so that the test sees it. */
  open(path: string): Promise<Page>;
  /** Sends a form by POST. Does not follow a redirect. */
  submit(path: string, fields: Record<string, string>): Promise<Page>;
  readonly cookies: Map<string, string>;
}

export interface Page {
  status: number;
  headers: Headers;
  /** The target of a redirect; null for any other response. */
  location: string | null;
  text: string;
}

export function newFormClient(
  site: Pick<Site, "origin">,
  cookies = new Map<string, string>(),
): FormClient {
  const go = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(site.origin + path, {
      ...init,
      redirect: "manual",
      headers: { Cookie, Origin: site.origin },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(cookie) ?? [];
      if (/Max-Age=0\b/.test(rest)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const { status, headers } = response;
    return { status, headers, location: headers.get("Location"), text: await response.text() };
  };
  return {
    open: (path) => go(path),
    submit: (path, fields) => go(path, { method: "POST", body: new URLSearchParams(fields) }),
    cookies,
  };
}

/** Creates an account and returns a client that has signed it in through the sign-in form. */
export async function newSignedInFormClient(site: Site) {
  const { user } = await register(site);
  const client = newFormClient(site);
  await client.submit("/login", { email: user.email, password: PASSWORD });
  return { ...client, user };
}
