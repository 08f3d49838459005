/** Splits a stream of chunks into lines, wherever the chunks end. */
export async function* linesOf(
  chunks: AsyncIterable<string>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

let longest = "";
for await (const line of linesOf(whaleStream)) {
  if (line.length > longest.length) longest = line;
}
console.log(`Call me ${longest.length}: ${longest.slice(0, 40)}`);
