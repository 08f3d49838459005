class Registry[T]:
    def __init__(self) -> None:
        self._items: dict[str, T] = {}

    def register(self, name: str, item: T) -> T:
        if name in self._items:
            raise ValueError(f"{name!r} already registered")
        self._items[name] = item
        return item

    def lookup(self, name: str) -> T:
        try:
            return self._items[name]
        except KeyError:
            names = sorted(self._items)
            known = ", ".join(names)
            raise LookupError(f"{name!r} not in {known}") from None
