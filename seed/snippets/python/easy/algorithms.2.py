n = 27
hops = 0
while n != 1:
    hops += 1
    if n % 2:
        n *= 3
        n += 1
    else:
        n //= 2
print(hops, "hops")
