class Pages:
    def __init__(self, items, size=25):
        self.items = items
        self.size = size

    def __len__(self):
        return ceil(len(self.items) / self.size)

    def __iter__(self):
        for start in range(0, len(self.items), self.size):
            yield self.items[start : start + self.size]
