function createHistory(initial, limit = 100) {
  let past = [];
  let present = initial;
  let future = [];
  return {
    get: () => present,
    push(next) {
      past = [...past, present].slice(-limit);
      present = next;
      future = [];
    },
    undo() {
      if (past.length === 0) return;
      future = [present, ...future];
      present = past.pop();
    },
    redo() {
      if (future.length === 0) return;
      past = [...past, present];
      present = future.shift();
    },
  };
}
