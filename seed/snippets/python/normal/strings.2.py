print("Item".ljust(12), "Price".rjust(8))
print("-" * 21)
for item in cart:
    label = item.name[:12].ljust(12)
    print(label, f"{item.price:>8.2f}")
