const stock = new Map<string, number>();

for (const { sku, quantity } of deliveries) {
  const before = stock.get(sku) ?? 0;
  stock.set(sku, before + quantity);
}
