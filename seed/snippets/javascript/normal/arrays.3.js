function chunk(list, size) {
  const head = list.slice(0, size);
  const rest = list.slice(size);
  return rest.length > 0 ? [head, ...chunk(rest, size)] : [head];
}
