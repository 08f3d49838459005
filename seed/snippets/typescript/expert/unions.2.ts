type Expression =
  | { op: "number"; value: number }
  | { op: "name"; name: string }
  | { op: "add" | "times"; left: Expression; right: Expression };

function derive(of: Expression, by: string): Expression {
  if (of.op === "number") return { op: "number", value: 0 };
  if (of.op === "name") {
    return { op: "number", value: of.name === by ? 1 : 0 };
  }
  const left = derive(of.left, by);
  const right = derive(of.right, by);
  if (of.op === "add") return { op: "add", left, right };

  // The product rule, which looked harder on the blackboard
  const first: Expression = { op: "times", left, right: of.right };
  const second: Expression = { op: "times", left: of.left, right };
  return { op: "add", left: first, right: second };
}
