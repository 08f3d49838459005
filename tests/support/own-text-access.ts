/** Who may use the calls and pages of own texts, and that nobody gets anything of somebody else's. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";
import { ownDraft } from "./own-texts.ts";
import type { Visitor } from "./visitors.ts";

/** Returns the calls of own texts, each with the visitor's own. */
export function ownTextCalls(targets: AccessTargets): Record<string, AccessRow> {
  const own = {
    access: "signed in",
    path: async (visitor: Visitor) => `/typing/texts/${await targets.ownTextOf(visitor)}`,
  } as const;
  return {
    "GET /typing/texts": { access: "signed in", ok: 200 },
    "POST /typing/texts": { access: "signed in", ok: 201, json: () => ownDraft() },
    "PUT /typing/texts/{id}": { ...own, ok: 200, json: () => ownDraft() },
    "DELETE /typing/texts/{id}": { ...own, ok: 204 },
  };
}

/** Returns the address of the editor of a text of the visitor. */
const editorOf = (targets: AccessTargets) => async (visitor: Visitor) =>
  `/practice/texts/${await targets.ownTextOf(visitor)}`;

/** Returns the pages of own texts, each with the visitor's own. */
export const ownTextPages = (targets: AccessTargets): Record<string, AccessRow> => ({
  "/practice/texts": { access: "signed in", ok: 200 },
  "/practice/texts/new": { access: "signed in", ok: 200 },
  "/practice/texts/:id": { access: "signed in", ok: 200, path: editorOf(targets) },
});

/** Returns the forms of own texts, each with the visitor's own. */
export function ownTextForms(targets: AccessTargets): Record<string, FormRow> {
  const saves = { access: "signed in", ok: 303, leads: "/practice/texts" } as const;
  return {
    "/practice/texts": {
      ...saves,
      path: () => "/practice/texts",
      form: async (visitor) => ({ id: await targets.ownTextOf(visitor) }),
    },
    "/practice/texts/new": { ...saves, form: () => ({ ...ownDraft() }) },
    "/practice/texts/:id": { ...saves, path: editorOf(targets), form: () => ({ ...ownDraft() }) },
  };
}

/** Returns the calls for somebody else's text, and for a run on it: whatever the role, there is no such thing. */
export function accessToForeignTexts(targets: AccessTargets): Record<string, AccessRow> {
  const textPath = () => `/typing/texts/${targets.foreign.textId}`;
  const resultPath = (end = "") => `/game/result/${targets.foreign.resultId}${end}`;
  const reviewed = () => `/admin/results/${targets.foreign.resultId}`;
  const start = { language: "PYTHON", difficulty: "NORMAL" };
  return {
    "PUT /typing/texts/{id} of somebody else": {
      access: "signed in",
      ok: 404,
      path: textPath,
      json: () => ownDraft(),
    },
    "DELETE /typing/texts/{id} of somebody else": {
      access: "signed in",
      ok: 404,
      path: textPath,
    },
    "POST /game/start of somebody else's text": {
      access: "signed in",
      ok: 404,
      path: () => "/game/start",
      json: () => ({ ...start, mode: "own", text_id: targets.foreign.textId }),
    },
    "POST /game/start of a rematch of a run on somebody else's text": {
      access: "signed in",
      ok: 404,
      path: () => "/game/start",
      json: () => ({ ...start, mode: "rematch", result_id: targets.foreign.resultId }),
    },
    "POST /game/guest of a rematch of such a run": {
      access: "public",
      ok: 404,
      path: () => "/game/guest",
      json: () => ({ ...start, result_id: targets.foreign.resultId }),
    },
    "GET /game/result/{id} of a run on somebody else's text": {
      access: "public",
      ok: 404,
      path: () => resultPath(),
    },
    "GET /game/result/{id}/replay of a run on somebody else's text": {
      access: "public",
      ok: 404,
      path: () => resultPath("/replay"),
    },
    "GET /admin/results/{id}/replay of a run on somebody else's text": {
      access: "moderator",
      ok: 404,
      path: () => `${reviewed()}/replay`,
    },
    "PUT /admin/results/{id} of a run on somebody else's text": {
      access: "moderator",
      ok: 404,
      path: reviewed,
      json: () => ({ status: "VOIDED", reason: "To see who may" }),
    },
  };
}

/** Returns the pages of somebody else's text, and of a run on it. */
export function foreignTextPages(targets: AccessTargets): Record<string, AccessRow> {
  return {
    "/practice/texts/:id of somebody else": {
      access: "signed in",
      ok: 404,
      path: () => `/practice/texts/${targets.foreign.textId}`,
    },
    "/results/:id of a run on somebody else's text": {
      access: "public",
      ok: 404,
      path: () => `/results/${targets.foreign.resultId}`,
    },
    "/results/:id/share.png of such a run": {
      access: "public",
      ok: 404,
      path: () => `/results/${targets.foreign.resultId}/share.png`,
    },
    "/admin/moderation/:id of such a run": {
      access: "moderator",
      ok: 404,
      path: () => `/admin/moderation/${targets.foreign.resultId}`,
    },
  };
}

/** Returns the forms of these pages. */
export function foreignTextForms(targets: AccessTargets): Record<string, FormRow> {
  return {
    "/practice/texts/:id of somebody else": {
      access: "signed in",
      ok: 404,
      path: () => `/practice/texts/${targets.foreign.textId}`,
      form: () => ({ ...ownDraft() }),
    },
    "/admin/moderation/:id of a run on somebody else's text": {
      access: "moderator",
      ok: 404,
      path: () => `/admin/moderation/${targets.foreign.resultId}`,
      form: () => ({ status: "VOIDED", reason: "To see who may", next: "" }),
    },
  };
}
