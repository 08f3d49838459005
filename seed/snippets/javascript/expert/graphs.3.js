export function buildOrder(packages) {
  const sequence = [];
  const states = new Map();

  function visit(name, trail) {
    if (states.get(name) === "done") return;
    if (states.get(name) === "busy") {
      throw new Error(`A circle: ${trail.join(" needs ")}`);
    }
    states.set(name, "busy");
    for (const dependency of packages[name] ?? []) {
      visit(dependency, [...trail, dependency]);
    }
    states.set(name, "done");
    sequence.push(name);
  }

  for (const name of Object.keys(packages)) visit(name, [name]);
  return sequence;
}
