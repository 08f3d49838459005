def slide(row):
    tiles = deque(tile for tile in row if tile)
    merged = []
    while tiles:
        tile = tiles.popleft()
        if tiles and tiles[0] == tile:
            tile += tiles.popleft()
        merged.append(tile)
    gaps = [0] * (len(row) - len(merged))
    return merged + gaps


def turn(board, times):
    for _ in range(times % 4):
        board = list(zip(*board[::-1], strict=True))
    return board


def move(board, direction):
    turns = ["left", "down", "right", "up"].index(direction)
    moved = [slide(row) for row in turn(board, turns)]
    # Turn the board back.
    return turn(moved, -turns)
