def next_generation(alive):
    neighbors = Counter(
        (x + dx, y + dy) for x, y in alive for dx, dy in DIRECTIONS
    )
    born = {cell for cell, count in neighbors.items() if count == 3}
    safe = {cell for cell in alive if neighbors[cell] == 2}
    # Three neighbors keep a cell alive, too: it is born again.
    return born | safe
