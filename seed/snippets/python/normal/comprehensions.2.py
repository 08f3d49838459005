grid = [[0] * columns for _ in range(rows)]
for y, x in mines:
    grid[y][x] = 1
# Ones are mines: step on zeros only.
mine_count = sum(sum(row) for row in grid)
