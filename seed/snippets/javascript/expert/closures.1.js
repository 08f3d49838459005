function createHistory(initial, limit = 100) {
  let past = [];
  let present = initial;
  let future = [];

  function push(next) {
    past = [...past, present].slice(-limit);
    present = next;
    future = [];
  }

  function undo() {
    if (past.length === 0) return;
    future = [present, ...future];
    present = past.pop();
  }

  function redo() {
    if (future.length === 0) return;
    past = [...past, present];
    present = future.shift();
  }

  return { get: () => present, push, undo, redo };
}
