class FenwickTree:
    def __init__(self, values):
        self.sums = [0] * (len(values) + 1)
        for index, value in enumerate(values):
            self.add(index, value)

    def add(self, index, change):
        place = index + 1
        while place < len(self.sums):
            self.sums[place] += change
            # Jumps by the lowest bit that is set.
            place += place & -place

    def prefix(self, end):
        total = 0
        while end > 0:
            total += self.sums[end]
            end -= end & -end
        return total

    def between(self, start, end):
        return self.prefix(end) - self.prefix(start)
