# A tiny pine tree
for h in range(5):
    pad = " " * (4 - h)
    half = "*" * h
    tree = half + "*"
    tree += half
    print(pad + tree)
