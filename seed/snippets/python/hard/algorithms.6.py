def best_trade(prices):
    cheapest = prices[0]
    profit = 0
    for price in prices[1:]:
        cheapest = min(cheapest, price)
        profit = max(profit, price - cheapest)
    return profit


history = [71, 66, 70, 64, 83, 79, 61, 68]
# Hindsight is the best broker.
print(f"You could have made {best_trade(history)} euros")
