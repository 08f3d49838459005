export function Price({ amount, currency = "EUR" }) {
  return <b>Total: {amount} {currency}</b>;
}
