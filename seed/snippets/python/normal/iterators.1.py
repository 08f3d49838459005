from itertools import pairwise

heights = [310, 420, 380, 560, 505]
climb = 0
for before, after in pairwise(heights):
    climb += max(0, after - before)
print(f"{climb} m: time for cake")
