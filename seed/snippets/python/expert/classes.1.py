class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self._log = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("Deposit must be positive")
        self._record("deposit", amount)

    def withdraw(self, amount):
        if not 0 < amount <= self._balance:
            raise ValueError("Invalid withdrawal")
        self._record("payment", -amount)

    def _record(self, kind, change):
        self._balance += change
        entry = (kind, change, self._balance)
        self._log.append(entry)
