"use client";

export function Dashboard({ invoices, year }) {
  const totals = useMemo(() => {
    const months = new Array(12).fill(0);
    for (const { date, amount } of invoices) {
      if (date.getFullYear() !== year) continue;
      months[date.getMonth()] += amount;
    }
    return months;
  }, [invoices, year]);

  const best = Math.max(...totals);
  return (
    <ol className="bars">
      {totals.map((total, month) => (
        <li key={month} style={{ height: `${(100 * total) / best}%` }}>
          {total.toFixed(0)}
        </li>
      ))}
    </ol>
  );
}
