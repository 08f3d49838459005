if amount <= 0:
    raise InvalidAmount(amount)
if amount > account.balance:
    raise LowBalance(account.id, amount)
account.balance -= amount
