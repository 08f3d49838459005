def edit_distance(source, target):
    previous = list(range(len(target) + 1))
    for i, a in enumerate(source, start=1):
        current = [i]
        for j, b in enumerate(target, start=1):
            # Three ways to get here: take the cheapest.
            change = previous[j - 1] + (a != b)
            insert = current[j - 1] + 1
            remove = previous[j] + 1
            current.append(min(change, insert, remove))
        previous = current
    return previous[-1]
