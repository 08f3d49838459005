@contextmanager
def override(settings, key, value):
    missing = object()
    previous = settings.get(key, missing)
    settings[key] = value
    try:
        yield settings
    finally:
        if previous is missing:
            del settings[key]
        else:
            settings[key] = previous
