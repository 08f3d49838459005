def queens(size, placed=()):
    row = len(placed)
    if row == size:
        yield placed
        return
    for column in range(size):
        attacked = any(
            column == other or abs(column - other) == row - index
            for index, other in enumerate(placed)
        )
        if not attacked:
            yield from queens(size, (*placed, column))


def draw(solution):
    for queen in solution:
        cells = ["."] * len(solution)
        cells[queen] = "Q"
        print(" ".join(cells))


draw(next(queens(8)))
