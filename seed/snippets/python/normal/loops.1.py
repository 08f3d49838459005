total = 0
for item in invoice.items:
    if item.taxable:
        total += item.price * item.quantity
print(f"Taxable: {total:.2f}")
