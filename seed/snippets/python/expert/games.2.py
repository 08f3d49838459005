def name_hand(cards):
    ranks = sorted("23456789TJQKA".index(rank) for rank, _ in cards)
    counts = sorted(Counter(ranks).values(), reverse=True)
    # The ace is high at this table.
    one_suit = len({suit for _, suit in cards}) == 1
    in_a_row = len(counts) == 5 and ranks[-1] - ranks[0] == 4
    match counts:
        case [4, 1]:
            name = "four of a kind"
        case [3, 2]:
            name = "full house"
        case [3, *_]:
            name = "three of a kind"
        case [2, 2, _]:
            name = "two pairs"
        case [2, *_]:
            name = "a pair"
        case _:
            words = ["straight"] * in_a_row + ["flush"] * one_suit
            name = " ".join(words) or "high card"
    return name
