def cached_for(seconds):
    def decorate(function):
        store = {}

        @wraps(function)
        def wrapper(*args):
            now = monotonic()
            if args in store:
                expires, value = store[args]
                if now < expires:
                    return value
            value = function(*args)
            store[args] = (now + seconds, value)
            return value

        wrapper.clear = store.clear
        return wrapper

    return decorate
