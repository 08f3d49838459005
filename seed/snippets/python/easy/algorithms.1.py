def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


# Euclid was here
print(gcd(12, 18))
print(gcd(35, 14))
