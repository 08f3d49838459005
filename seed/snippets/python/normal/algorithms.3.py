def hamming(left, right):
    pairs = zip(left, right, strict=True)
    return sum(a != b for a, b in pairs)


mutations = hamming("GATTACA", "GACTATA")
print(f"{mutations} letters mutated")
