interface Share {
  name: string;
  cents: number;
}

// Before: each paid Math.round(total / people), and three friends with a
// bill of 10.00 left the waiter one cent short, every Friday.
export function splitBill(total: number, names: string[]): Share[] {
  const base = Math.floor(total / names.length);
  let spare = total - base * names.length;

  return names.map((name) => {
    const extra = spare > 0 ? 1 : 0;
    spare -= extra;
    return { name, cents: base + extra };
  });
}
const shares = splitBill(1000, ["Ada", "Bob", "Cleo"]);
const collected = shares.reduce((sum, { cents }) => sum + cents, 0);
console.assert(collected === 1000);
