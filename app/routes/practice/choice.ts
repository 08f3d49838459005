/** What a visitor chooses to type, and how forms and links carry it. */
import type { DrillStartRequest } from "../../contracts/practice.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../engine/plan.ts";
import { formatKeys, parseKeys } from "../../ui/keyboard/key-names.ts";

/** `text` is pasted, and `own` a stored text. */
export const KINDS = ["plain", "weak_keys", "keys", "text", "own"] as const;
export type Kind = (typeof KINDS)[number];

export interface DrillChoice {
  kind: Kind;
  language: Language;
  /** Undefined for any. */
  difficulty: Difficulty | undefined;
  category: string | undefined;
  /** For `keys`. */
  keys: string[];
  /** For `text`. */
  text: string;
  /** For `own`; the title where it is known. */
  text_id: string | undefined;
  text_title?: string | undefined;
  /** Whether code of any difficulty and category is typed: what was chosen is kept for the drills after it. */
  any_code?: boolean;
}

/** Kinds that need an account. */
export const needsAccount = (kind: Kind): boolean => kind !== "plain" && kind !== "text";

/** Returns the form fields that start a drill of `choice` at the server. */
export function fieldsOf(choice: DrillChoice): Record<string, string> {
  const { kind, language, keys, text_id, any_code } = choice;
  const { difficulty, category } = any_code ? {} : choice;
  if (kind === "own") return { language, ...(text_id && { text_id }) };
  return {
    language,
    focus: kind,
    ...(difficulty && { difficulty }),
    ...(category && { category }),
    ...(kind === "keys" && { keys: formatKeys(keys) }),
  };
}

/** Returns what the contract's `drillStartSchema` parses, from the fields of a form. Empty ones are left out. */
export function startRequestOf(fields: Record<string, unknown>): Record<string, unknown> {
  const { keys, focus, ...rest } = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== ""),
  );
  if (focus !== "keys") return { ...rest, ...(focus !== undefined && { focus }) };
  const { keys: parsed, problem } = parseKeys(typeof keys === "string" ? keys : "");
  // A list with a problem is sent as it is, and refused by the schema.
  return { ...rest, focus: { keys: problem ? [String(keys)] : parsed } };
}

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((one) => one === value || one === value?.toUpperCase());

/**
 * Returns the choice of a link such as `/practice?language=python&focus=keys&keys=%7B`, or `/practice?text=` with the
 * id of an own text and its language.
 *
 * @param preferred what is chosen where the link says nothing
 */
export function choiceOf(
  params: URLSearchParams,
  preferred: { language: Language; difficulty: Difficulty },
  isGuest: boolean,
): DrillChoice {
  const kind = oneOf(KINDS, params.get("focus")) ?? "plain";
  const text_id = params.get("text") ?? undefined;
  const wanted = text_id ? "own" : kind;
  return {
    kind: isGuest && needsAccount(wanted) ? "plain" : wanted,
    language: oneOf(LANGUAGES, params.get("language")) ?? preferred.language,
    difficulty: params.has("difficulty")
      ? oneOf(DIFFICULTIES, params.get("difficulty"))
      : preferred.difficulty,
    category: params.get("category") ?? undefined,
    keys: parseKeys(params.get("keys") ?? "").keys,
    text: "",
    text_id,
  };
}

/**
 * Returns the choice that a form of another page has made.
 *
 * @param preferred the difficulty of the drills after it, where the form says none
 */
export function choiceOfRequest(
  request: DrillStartRequest,
  preferred: { difficulty: Difficulty },
): DrillChoice {
  const { language, difficulty, category, focus, text_id } = request;
  const kind = typeof focus === "string" ? focus : "keys";
  return {
    kind: text_id ? "own" : kind,
    language,
    difficulty: difficulty ?? preferred.difficulty,
    any_code: difficulty === undefined,
    category,
    keys: typeof focus === "string" ? [] : focus.keys,
    text: "",
    text_id,
  };
}
