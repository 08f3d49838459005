def cached_for(seconds):
    def decorate(function):
        store = {}

        @wraps(function)
        def wrapper(*args):
            asked = monotonic()
            if args in store:
                expires, value = store[args]
                if asked < expires:
                    return value
            value = function(*args)
            store[args] = (asked + seconds, value)
            return value

        wrapper.clear = store.clear
        return wrapper

    return decorate


@cached_for(seconds=600)
def forecast(city):
    return weather.ask(city).summary
