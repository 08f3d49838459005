export function Dashboard({ invoices, year }) {
  const totals = useMemo(() => {
    const months = new Array(12).fill(0);
    for (const { date, amount } of invoices) {
      if (date.getFullYear() !== year) continue;
      months[date.getMonth()] += amount;
    }
    return months;
  }, [invoices, year]);

  const best = Math.max(1, ...totals);
  const bars = totals.map((total, month) => {
    const tall = { height: `${(100 * total) / best}%` };
    return <li key={month} style={tall}>{total.toFixed(0)}</li>;
  });
  return <ol className="bars">{bars}</ol>;
}
