function once<T>(work: () => T): () => T {
  let box: { value: T } | undefined;
  return () => (box ??= { value: work() }).value;
}
const getConfig = once(readConfig);
startServer(getConfig());
