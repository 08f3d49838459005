class Safe:
    def __init__(self):
        self.gold = 0

    def add(self, bar):
        self.gold += bar


safe = Safe()
safe.add(12)
