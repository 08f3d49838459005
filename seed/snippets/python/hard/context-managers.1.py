@contextmanager
def override(settings, key, value):
    missing = object()
    previous = settings.get(key, missing)
    settings[key] = value
    try:
        yield settings
    finally:
        # Also when the block has failed, or removed it.
        settings.pop(key, None)
        if previous is not missing:
            settings[key] = previous
