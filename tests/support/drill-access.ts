/** Who may use the calls and pages of drills. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";

/** Returns the calls of drills, each with the visitor's own. */
export const drillCalls = (targets: AccessTargets): Record<string, AccessRow> => ({
  "POST /typing/start": { access: "signed in", ok: 201, json: () => ({ language: "PYTHON" }) },
  "POST /typing/end": { access: "signed in", ok: 201, json: targets.finishedDrill },
  "GET /typing/stats": {
    access: "signed in",
    ok: 200,
    path: () => "/typing/stats?language=PYTHON",
  },
  "GET /typing/history": { access: "signed in", ok: 200 },
  "DELETE /typing/history/{id}": {
    access: "signed in",
    ok: 204,
    path: async (visitor) => `/typing/history/${await targets.drillOf(visitor)}`,
  },
});

export const DRILL_PAGES: Record<string, AccessRow> = {
  "/practice": { access: "guest or signed in", ok: 200 },
  "/practice/categories": {
    access: "public",
    ok: 200,
    path: () => "/practice/categories?language=PYTHON",
  },
};

export const DRILL_FORMS: Record<string, FormRow> = {
  "/practice": { access: "guest or signed in", ok: 200, form: () => ({ language: "PYTHON" }) },
};
