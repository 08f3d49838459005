function sortTasks<T>(graph: ReadonlyMap<T, readonly T[]>): T[] {
  const order: T[] = [];
  const state = new Map<T, "open" | "done">();

  function visit(task: T): void {
    if (state.get(task) === "done") return;
    if (state.get(task) === "open") throw new Error("Cycle found");
    state.set(task, "open");
    for (const next of graph.get(task) ?? []) visit(next);
    state.set(task, "done");
    order.push(task);
  }

  for (const task of graph.keys()) visit(task);
  return order;
}
