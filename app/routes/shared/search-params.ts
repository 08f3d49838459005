/** What the address says; a parameter without a value counts as left out. */
export const givenIn = (request: Request): Record<string, string> =>
  Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ""));
