const shapes = /(?<number>\d+)|(?<name>[a-z]\w*)|(?<sign>[-+*/=()])|\s+/y;

export function* tokenize(source) {
  let position = 0;
  while (position < source.length) {
    shapes.lastIndex = position;
    const match = shapes.exec(source);
    if (!match) {
      const culprit = source[position];
      throw new SyntaxError(`Cannot read ${culprit} at ${position}`);
    }
    for (const [type, text] of Object.entries(match.groups)) {
      if (text !== undefined) yield { type, text, position };
    }
    position += match[0].length;
  }
}

console.log([...tokenize("tempo = 60 * beats")]);
