# Before: sell() counted the seats, then waited for the bank,
# then took one. The last seat was sold to forty people.
class TicketOffice:
    def __init__(self, seats):
        self.seats = seats
        self.receipts = {}

    async def sell(self, customer, price):
        if self.seats == 0:
            raise SoldOut(customer)
        self.seats -= 1
        try:
            receipt = await bank.charge(customer, price)
        except PaymentError:
            self.seats += 1
            logger.exception("%s could not pay", customer)
            raise
        self.receipts[customer] = receipt
        return receipt
