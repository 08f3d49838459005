/** Calls, pages and forms about accounts elsewhere, for `access-tables.ts`. The site of those tests has no provider. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";

export function identityCalls(targets: AccessTargets): Record<string, AccessRow> {
  return {
    "GET /auth/providers": { access: "public", ok: 200 },
    "GET /user/identities": { access: "signed in", ok: 200 },
    "DELETE /user/identities/{provider}": {
      access: "signed in",
      ok: 204,
      path: async (visitor) => `/user/identities/${await targets.linkedProvider(visitor)}`,
    },
    "POST /user/password": {
      access: "signed in",
      ok: 204,
      json: async (visitor) => {
        await targets.forgetPassword(visitor);
        return { new_password: "another good one" };
      },
    },
  };
}

export const IDENTITY_PAGES: Record<string, AccessRow> = {
  "/auth/:provider": { access: "public", ok: 302, path: () => "/auth/github", leads: "/login" },
  "/auth/:provider/callback": {
    access: "public",
    ok: 302,
    path: () => "/auth/github/callback?code=x&state=x",
    leads: "/login",
  },
  "/register/:provider": {
    access: "public",
    ok: 302,
    path: () => "/register/github",
    leads: "/register",
    leadsSignedIn: "/settings/sign-in",
  },
  "/settings/sign-in": { access: "signed in", ok: 200 },
};

export function identityForms(targets: AccessTargets): Record<string, FormRow> {
  return {
    "/auth/:provider": {
      access: "public",
      ok: 303,
      path: () => "/auth/github",
      leads: "/login",
      form: () => ({ to: "/history" }),
    },
    "/register/:provider": {
      access: "public",
      ok: 302,
      path: () => "/register/github",
      leads: "/register",
      leadsSignedIn: "/settings/sign-in",
      form: () => ({ username: "nobody_yet", display_name: "Nobody" }),
    },
    "/settings/sign-in": {
      access: "signed in",
      ok: 303,
      leads: "/settings/sign-in",
      form: async (visitor) => ({
        act: "unlink",
        provider: await targets.linkedProvider(visitor),
      }),
    },
  };
}
