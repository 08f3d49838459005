/** Calls, pages and forms about addresses and forgotten passwords, for `access-tables.ts`. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";
import { PASSWORD } from "./api.ts";

const newAddress = () => `${crypto.randomUUID()}@example.com`;
const change = () => ({ email: newAddress(), password: PASSWORD });

export function mailCalls(targets: AccessTargets): Record<string, AccessRow> {
  return {
    "POST /auth/forgot": { access: "public", ok: 202, json: () => ({ email: newAddress() }) },
    "POST /auth/reset": {
      access: "public",
      ok: 204,
      json: async () => ({ token: await targets.resetToken(), password: "another good one" }),
    },
    "POST /auth/verify": {
      access: "public",
      ok: 204,
      json: async () => ({ token: await targets.confirmationToken() }),
    },
    "POST /user/email/verify": { access: "signed in", ok: 202, json: () => ({}) },
    "PUT /user/email": { access: "signed in", ok: 202, json: change },
  };
}

export const MAIL_PAGES: Record<string, AccessRow> = {
  "/forgot": { access: "public", ok: 200 },
  "/reset": { access: "public", ok: 200 },
  "/verify": { access: "public", ok: 200 },
  "/settings/address": { access: "signed in", ok: 200 },
};

export function mailForms(targets: AccessTargets): Record<string, FormRow> {
  return {
    "/forgot": {
      access: "public",
      ok: 303,
      leads: "/forgot",
      form: () => ({ email: newAddress() }),
    },
    "/reset": {
      access: "public",
      ok: 303,
      leads: "/login",
      form: async () => ({ token: await targets.resetToken(), password: "another good one" }),
    },
    "/verify": {
      access: "public",
      ok: 303,
      leads: /^\/(settings\/address)?$/,
      form: async () => ({ token: await targets.confirmationToken() }),
    },
    "/settings/address": {
      access: "signed in",
      ok: 303,
      leads: "/settings/address",
      form: () => ({ act: "change", ...change() }),
    },
  };
}
