def digit_sum(n):
    out = 0
    while n > 0:
        out += n % 10
        n //= 10
    return out


print(digit_sum(7))
