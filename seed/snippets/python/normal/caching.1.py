from functools import cache


@cache
def ways(stairs):
    if stairs < 2:
        return 1
    return ways(stairs - 1) + ways(stairs - 2)
