groups = defaultdict(list)
for order in orders:
    month = f"{order.date:%Y-%m}"
    groups[month] += [order.total]
report = {
    month: (len(totals), sum(totals))
    for month, totals in sorted(groups.items())
    if len(totals) >= minimum_orders
}
