def clamp(value, low, high):
    if low > high:
        low, high = high, low
    # As in a workshop, but for numbers.
    return max(low, min(value, high))
