if amount <= 0:
    raise ValueError(f"Invalid amount: {amount}")
if amount > account.balance:
    raise LowBalance(account.id, amount)
account.balance -= amount
