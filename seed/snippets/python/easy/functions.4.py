def fact(n):
    if n < 2:
        return 1
    rest = fact(n - 1)
    return n * rest


print(fact(6))
