class Peekable:
    _empty = object()

    def __init__(self, items):
        self._source = iter(items)
        self._next = self._empty

    def __iter__(self):
        return self

    def __next__(self):
        if self._next is self._empty:
            return next(self._source)
        value, self._next = self._next, self._empty
        return value

    def peek(self, default=None):
        if self._next is self._empty:
            self._next = next(self._source, self._empty)
        if self._next is self._empty:
            return default
        return self._next
