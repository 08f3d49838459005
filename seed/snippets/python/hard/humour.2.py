BUZZWORDS = ["cloud", "agile", "quantum", "blockchain", "synergy"]


def pitch(product, seed=None):
    rng = random.Random(seed)
    first, second = rng.sample(BUZZWORDS, k=2)
    price = rng.randrange(100, 1000)
    yield f"{product}, but with {first} and {second}"
    yield f"Only {price} million until we are profitable"
    yield "Our moat is a spreadsheet"
