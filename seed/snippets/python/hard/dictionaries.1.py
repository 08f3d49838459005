sales = defaultdict(list)
for order in orders:
    month = f"{order.date:%Y-%m}"
    sales[month].append(order.total)
busy = {month: len(totals) for month, totals in sales.items()}
for month, deals in sorted(busy.items()):
    revenue = sum(sales[month])
    print(f"{month}: {deals} orders, {revenue:.2f}")
