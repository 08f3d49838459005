# Before: def add_tag(tag, tags=[]), one list for all callers.
def add_tag(tag, tags=None):
    tags = [] if tags is None else tags
    tags.append(tag)
    return tags
