/** The pages of monitoring with who may see them. */
import type { AccessRow } from "./access.ts";

export const MONITORING_PAGES: Record<string, AccessRow> = {
  "/admin/monitoring": { access: "admin", ok: 200 },
  "/admin/monitoring/database": { access: "admin", ok: 200 },
  "/admin/monitoring/statements/:name": {
    access: "admin",
    ok: 404,
    path: () => "/admin/monitoring/statements/none",
  },
};
