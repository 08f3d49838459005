counts = {}
for word in text.lower().split():
    counts[word] = counts.get(word, 0) + 1
favorite = max(counts, key=counts.get)
