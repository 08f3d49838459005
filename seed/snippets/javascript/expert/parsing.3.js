export function calculate(formula) {
  const tokens = formula.match(/\d+|[+*()]/g) ?? [];
  const accept = (sign) => tokens[0] === sign && tokens.shift();

  function factor() {
    if (!accept("(")) return Number(tokens.shift());
    const inner = sum();
    if (!accept(")")) throw new SyntaxError("Where is the )?");
    return inner;
  }

  function product() {
    let result = factor();
    while (accept("*")) result *= factor();
    return result;
  }

  function sum() {
    let total = product();
    while (accept("+")) total += product();
    return total;
  }

  const answer = sum();
  if (tokens.length > 0) throw new SyntaxError(`Why ${tokens[0]}?`);
  return answer;
}
