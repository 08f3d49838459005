let running = null;

export function signal(initial) {
  let value = initial;
  const readers = new Set();

  function read() {
    if (running) readers.add(running);
    return value;
  }

  function write(update) {
    if (Object.is(value, update)) return;
    value = update;
    for (const reader of [...readers]) reader();
  }

  return [read, write];
}

export function effect(action) {
  function reader() {
    running = reader;
    action();
    running = null;
  }

  reader();
}
