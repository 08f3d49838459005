function* causes(error: unknown): Generator<Error> {
  let current = error;
  while (current instanceof Error) {
    yield current;
    current = current.cause;
  }
}

export function explainError(error: unknown): string {
  const chain = [...causes(error)];
  if (chain.length === 0) return `Someone threw ${String(error)}`;
  const sentences = chain.map(({ name, message }) => `${name}: ${message}`);
  return sentences.join("\n because of ");
}

const leak = new Error("The valve is stuck");
const flood = new Error("The cellar is wet", { cause: leak });
const report = explainError(flood);
plumber.send(report);
