/** Why a page needs an account: what somebody reads who wanted to see it and was asked to sign in. */

const REASONS: [path: string, reason: string][] = [
  [
    "/practice/insights",
    "Insights say what each key costs you, in time and in errors. They are made of the drills and games of an account. A drill needs none.",
  ],
  [
    "/practice/texts",
    "Own texts are code that you bring, to drill it and to play with it. They belong to an account, and nobody else sees them. A drill needs none.",
  ],
];

/** @param to the path to which signing in leads */
export const signInReason = (to: string | null | undefined): string | undefined =>
  REASONS.find(([path]) => to?.startsWith(path))?.[1];
