while (queue.length > 0) {
  handle(queue.shift());
}
