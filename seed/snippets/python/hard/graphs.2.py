def flood(image, x, y, color):
    height, width = len(image), len(image[0])
    old = image[y][x]
    stack = [(x, y)] if old != color else []
    # No recursion: a big lake would drown it.
    while stack:
        x, y = stack.pop()
        inside = 0 <= x < width and 0 <= y < height
        if inside and image[y][x] == old:
            image[y][x] = color
            stack += [(x + 1, y), (x - 1, y)]
            stack += [(x, y + 1), (x, y - 1)]
