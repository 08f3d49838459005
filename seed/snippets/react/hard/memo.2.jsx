export function useBudget(expenses, limit) {
  return useMemo(() => {
    const total = expenses.reduce((sum, { cost }) => sum + cost, 0);
    const left = limit - total;
    const isOver = left < 0;
    const message = isOver ? "Rice again" : "Dinner is safe";
    return { total, left, isOver, message };
  }, [expenses, limit]);
}
