sales = defaultdict(list)
for order in orders:
    month = f"{order.date:%Y-%m}"
    sales[month].append(order.total)
revenue = {month: sum(totals) for month, totals in sales.items()}
for month, earned in sorted(revenue.items()):
    deals = len(sales[month])
    print(f"{month}: {deals} orders, {earned:.2f}")
best = max(revenue, key=revenue.get)
print(f"In {best} we could afford cake")
