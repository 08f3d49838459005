def chunked(items, size):
    if size < 1:
        raise ValueError("size must be positive")
    chunk = []
    for number, item in enumerate(items, start=1):
        chunk.append(item)
        if number % size == 0:
            yield tuple(chunk)
            # The tuple is a copy, so the list is free again.
            chunk.clear()
    if chunk:
        yield tuple(chunk)
