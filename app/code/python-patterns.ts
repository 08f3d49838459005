/** Finds errors that CPython raises in the cases of a `match` and py-ast does not. */
import type { Node, RuleContext } from "./python-nodes.ts";

type Case = Node<"MatchCase">;
type Pattern = Case["pattern"];

/** Returns whether a pattern matches every value. */
const isIrrefutable = (pattern: Pattern): boolean =>
  pattern.nodeType === "MatchAs" && (!pattern.pattern || isIrrefutable(pattern.pattern));

/** Reports a case that makes the cases after it unreachable. */
export function checkCases(cases: Case[], { report }: RuleContext): void {
  for (const { pattern } of cases.slice(0, -1).filter(({ guard }) => !guard)) {
    if (isIrrefutable(pattern)) report(pattern, "No case behind this one is reached");
  }
}

/** Reports the errors in `pattern`, and returns the names that it binds. */
export function checkPattern(pattern: Pattern, context: RuleContext): Set<string> {
  const names = new Set<string>();
  const bind = (name: string | undefined) => {
    if (name === undefined || name === "_") return;
    if (names.has(name)) context.report(pattern, `“${name}” is bound twice`);
    names.add(name);
  };
  const bindAll = (parts: Pattern[]) => {
    for (const part of parts) for (const name of checkPattern(part, context)) bind(name);
  };
  switch (pattern.nodeType) {
    case "MatchAs":
      if (pattern.pattern) bindAll([pattern.pattern]);
      bind(pattern.name);
      break;
    case "MatchStar":
      bind(pattern.name);
      break;
    case "MatchSequence": {
      const [, second] = pattern.patterns.filter(({ nodeType }) => nodeType === "MatchStar");
      if (second) context.report(second, "Only one name of a pattern takes the rest");
      bindAll(pattern.patterns);
      break;
    }
    case "MatchMapping": {
      const named = pattern.keys.find(({ nodeType }) => nodeType === "Name");
      if (named) context.report(named, "A key of a pattern is a plain value");
      bindAll(pattern.patterns);
      bind(pattern.rest);
      break;
    }
    case "MatchClass":
      checkClassPattern(pattern, context);
      bindAll([...pattern.patterns, ...pattern.kwd_patterns]);
      break;
    case "MatchOr":
      return checkAlternatives(pattern, context);
  }
  return names;
}

function checkClassPattern(
  { patterns, kwd_patterns }: Node<"MatchClass">,
  { report, text: { startOf } }: RuleContext,
): void {
  const [first] = kwd_patterns;
  const misplaced = patterns.find((pattern) => first && startOf(pattern) > startOf(first));
  if (misplaced) report(misplaced, "What has a name comes last");
}

function checkAlternatives(pattern: Node<"MatchOr">, context: RuleContext): Set<string> {
  const bound = pattern.patterns.map((alternative) => checkPattern(alternative, context));
  const irrefutable = pattern.patterns.slice(0, -1).find(isIrrefutable);
  if (irrefutable) context.report(irrefutable, "No pattern behind this one is reached");
  const [first = new Set<string>(), ...others] = bound;
  if (others.some((names) => [...names].sort().join() !== [...first].sort().join())) {
    context.report(pattern, "The patterns do not bind the same names");
  }
  return first;
}
