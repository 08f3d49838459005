words = sentence.split(" ")
longest = max(words, key=len)
print("Longest word:", longest)
