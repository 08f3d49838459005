function chunk(list, size) {
  const starts = [...list.keys()].filter((index) => index % size === 0);
  return starts.map((start) => list.slice(start, start + size));
}
