def fewest_coins(amount, coins=(1, 2, 5, 10, 20, 50)):
    best = [0] + [amount + 1] * amount
    for part in range(1, amount + 1):
        for coin in coins:
            if coin <= part:
                best[part] = min(best[part], best[part - coin] + 1)
    return best[amount]


change = fewest_coins(87)
print(f"87 cents are {change} coins")
