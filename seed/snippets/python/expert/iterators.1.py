class Peekable:
    def __init__(self, items):
        self._source = iter(items)
        self._ahead = deque()

    def __iter__(self):
        return self

    def __next__(self):
        if self._ahead:
            return self._ahead.popleft()
        return next(self._source)

    def peek(self, count=1):
        missing = max(0, count - len(self._ahead))
        self._ahead.extend(islice(self._source, missing))
        return tuple(islice(self._ahead, count))


cards = Peekable(shuffled_deck)
if "ace" in cards.peek(3):
    print("Fortune will smile before long")
print("You draw", next(cards))
