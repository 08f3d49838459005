def double(n):
    return n * 2


def halve(n):
    return n / 2


score = double(21)
print(score)
print(halve(score))
