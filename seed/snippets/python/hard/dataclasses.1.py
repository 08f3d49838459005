@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str = "EUR"

    def __add__(self, other):
        if other.currency != self.currency:
            raise ValueError("Currencies do not match")
        total = self.amount + other.amount
        return Money(total, self.currency)
