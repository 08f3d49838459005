prices = {item.sku: item.price for item in catalog}
cheap = [sku for sku, price in prices.items() if price < 5]
labels = {sku.upper() for sku in cheap}
