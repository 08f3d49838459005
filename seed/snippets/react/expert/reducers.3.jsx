export function lift(state, event) {
  const { floor, queue } = state;
  switch (event.kind) {
    case "call": {
      if (queue.includes(event.floor)) return state;
      return { ...state, queue: [...queue, event.floor] };
    }
    case "tick": {
      if (queue.length === 0) return state;
      const [target, ...later] = queue;
      if (target === floor) return { floor, queue: later, doors: "open" };
      // One floor at a time.
      const next = floor + Math.sign(target - floor);
      return { floor: next, queue, doors: "shut" };
    }
    default:
      throw new Error(`No button for ${event.kind}`);
  }
}
