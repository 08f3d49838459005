@dataclass(frozen=True, slots=True)
class Invoice:
    number: str
    issued: date
    lines: tuple[InvoiceLine, ...] = ()
    discount: Decimal = Decimal("0")

    @property
    def subtotal(self):
        return sum(line.price * line.count for line in self.lines)

    @property
    def total(self):
        net = self.subtotal * (1 - self.discount)
        return round(net, 2)

    def is_overdue(self, today, days=30):
        return today > self.issued + timedelta(days=days)
