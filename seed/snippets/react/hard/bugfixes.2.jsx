// Before: an effect copied the total into a state, a frame too late.
// After: what can be computed is computed.
export function Receipt({ lines, tip }) {
  const prices = lines.map(({ price, amount }) => price * amount);
  const sum = prices.reduce((a, b) => a + b, 0);
  const total = sum * (1 + tip);
  const text = total.toFixed(2);
  return <strong>To pay: {text} EUR</strong>;
}
