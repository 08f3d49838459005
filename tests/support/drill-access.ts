/** Who may use the pages of drills. */
import type { AccessRow, FormRow } from "./access.ts";

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
