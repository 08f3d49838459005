# Rabbits, in pairs
old, new = 0, 1
while new < 100:
    print(new)
    both = old + new
    old = new
    new = both
