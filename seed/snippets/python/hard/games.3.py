def score_guess(secret, guess):
    bulls = sum(a == b for a, b in zip(secret, guess, strict=True))
    shared = Counter(secret) & Counter(guess)
    cows = shared.total() - bulls
    return bulls, cows


bulls, cows = score_guess("2741", "1749")
print("Moo!" * cows or "Silence on the meadow")
if bulls == 4:
    print("You have cracked the safe")
