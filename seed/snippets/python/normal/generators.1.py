def flatten(items):
    for item in items:
        if not isinstance(item, list):
            yield item
            continue
        yield from flatten(item)
