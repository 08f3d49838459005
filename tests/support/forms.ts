/** A browser without script: it sends forms and keeps cookies. */
import { PASSWORD, register } from "./api.ts";
import type { Site } from "./site.ts";

export interface Visit {
  /** Follows a link; a redirect is left for the test to follow. */
  open(path: string): Promise<Page>;
  /** Sends a form. */
  submit(path: string, fields: Record<string, string>): Promise<Page>;
  readonly cookies: Map<string, string>;
}

export interface Page {
  status: number;
  headers: Headers;
  /** Where it leads, if it only leads elsewhere. */
  location: string | null;
  text: string;
}

export function newVisit(site: Site): Visit {
  const cookies = new Map<string, string>();
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

/** The same, of somebody new who signed in through the site's own page. */
export async function newSignedInVisit(site: Site) {
  const { user } = await register(site);
  const visit = newVisit(site);
  await visit.submit("/login", { email: user.email, password: PASSWORD });
  return { ...visit, user };
}
