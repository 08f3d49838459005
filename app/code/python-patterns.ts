/** What CPython refuses in the cases of a `match`. */
import type { Node, Reading } from "./python-nodes.ts";

type Case = Node<"MatchCase">;
type Pattern = Case["pattern"];

/** Whether it takes whatever comes. */
const isOpen = (pattern: Pattern): boolean =>
  pattern.nodeType === "MatchAs" && (!pattern.pattern || isOpen(pattern.pattern));

export function caseFaults(cases: Case[], { say }: Reading): void {
  for (const { pattern } of cases.slice(0, -1).filter(({ guard }) => !guard)) {
    if (isOpen(pattern)) say(pattern, "No case behind this one is reached");
  }
}

/** What is wrong with `pattern`; gives the names that it binds. */
export function patternFaults(pattern: Pattern, reading: Reading): Set<string> {
  const names = new Set<string>();
  const bind = (name: string | undefined) => {
    if (name === undefined || name === "_") return;
    if (names.has(name)) reading.say(pattern, `“${name}” is bound twice`);
    names.add(name);
  };
  const bindAll = (parts: Pattern[]) => {
    for (const part of parts) for (const name of patternFaults(part, reading)) bind(name);
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
      if (second) reading.say(second, "Only one name of a pattern takes the rest");
      bindAll(pattern.patterns);
      break;
    }
    case "MatchMapping": {
      const named = pattern.keys.find(({ nodeType }) => nodeType === "Name");
      if (named) reading.say(named, "A key of a pattern is a plain value");
      bindAll(pattern.patterns);
      bind(pattern.rest);
      break;
    }
    case "MatchClass":
      positions(pattern, reading);
      bindAll([...pattern.patterns, ...pattern.kwd_patterns]);
      break;
    case "MatchOr":
      return alternatives(pattern, reading);
  }
  return names;
}

function positions(
  { patterns, kwd_patterns }: Node<"MatchClass">,
  { say, text: { at } }: Reading,
): void {
  const [first] = kwd_patterns;
  const late = patterns.find((one) => first && at(one) > at(first));
  if (late) say(late, "What has a name comes last");
}

function alternatives(pattern: Node<"MatchOr">, reading: Reading): Set<string> {
  const bound = pattern.patterns.map((one) => patternFaults(one, reading));
  const open = pattern.patterns.slice(0, -1).find(isOpen);
  if (open) reading.say(open, "No pattern behind this one is reached");
  const [first = new Set<string>(), ...others] = bound;
  if (others.some((one) => [...one].sort().join() !== [...first].sort().join())) {
    reading.say(pattern, "The patterns do not bind the same names");
  }
  return first;
}
