/**
 * Has the server's router remember what it makes of the routes. For every match, of which a page takes four or five, it flattens and
 * ranks all of them, compiles their patterns and tries each: a quarter of the time of a small page (record 59). It has no option for
 * that. tests/remembered-routes.test.ts compares its matches with those of the router as it comes.
 */

/** The lines of `@remix-run/router` that are replaced, and by what. */
const REPLACEMENTS: [line: string, by: string][] = [
  [
    "let branches = flattenRoutes(routes);\n  rankRouteBranches(branches);",
    "let branches = candidates(routes, pathname, allowPartial);",
  ],
  [
    "= compilePath(pattern.path, pattern.caseSensitive, pattern.end);",
    "= compiledPath(pattern.path, pattern.caseSensitive, pattern.end);",
  ],
];

/** More patterns than the routes of any site have. */
const MAX_PATTERNS = 1_000;

const ADDITION = `
const ranked = new WeakMap();
const firstOf = (path) => path.split("/", 2)[1] ?? "";
function candidates(routes, pathname, allowPartial) {
  let known = ranked.get(routes);
  if (!known) {
    let branches = flattenRoutes(routes);
    rankRouteBranches(branches);
    known = { branches, byFirst: new Map() };
    ranked.set(routes, known);
  }
  if (allowPartial || pathname.includes("%")) return known.branches;
  let first = firstOf(pathname).toLowerCase();
  let found = known.byFirst.get(first);
  if (!found) {
    found = known.branches.filter(({ path }) => {
      let own = firstOf(path).toLowerCase();
      return own === first || own === "" || own.startsWith(":") || own.startsWith("*");
    });
    if (found.some(({ path }) => firstOf(path).toLowerCase() === first)) known.byFirst.set(first, found);
  }
  return found;
}
const patterns = new Map();
function compiledPath(path, caseSensitive, end) {
  let known = patterns.get(path);
  if (!known) {
    known = [];
    if (patterns.size < ${MAX_PATTERNS}) patterns.set(path, known);
  }
  return (known[(caseSensitive ? 2 : 0) + (end === false ? 1 : 0)] ??= compilePath(path, caseSensitive, end));
}
`;

/** Returns the router's code with these changes. @throws when the router matches in another way */
export function rememberRoutes(code: string): string {
  let changed = code;
  for (const [line, by] of REPLACEMENTS) {
    if (changed.split(line).length !== 2) throw new Error(`The router has no line "${line}"`);
    changed = changed.replace(line, by);
  }
  return changed + ADDITION;
}
