type Kind = "number" | "name" | "sign" | "space";
type Lexeme = { kind: Kind; text: string; at: number };

const shapes: [Kind, RegExp][] = [
  ["number", /\d+(\.\d+)?/y],
  ["name", /[a-z]\w*/y],
  ["sign", /[-+*/()=]/y],
  ["space", /\s+/y],
];

export function* tokenize(source: string): Generator<Lexeme> {
  let at = 0;
  while (at < source.length) {
    const found = shapes.find(([, shape]) => {
      shape.lastIndex = at;
      return shape.test(source);
    });
    if (!found) throw new SyntaxError(`What is ${source[at]} doing here?`);
    const [kind, { lastIndex }] = found;
    yield { kind, text: source.slice(at, lastIndex), at };
    at = lastIndex;
  }
}
