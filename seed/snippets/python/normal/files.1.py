with Path("scores.txt").open(encoding="utf-8") as handle:
    lines = [line.strip() for line in handle]
best = max(int(line) for line in lines if line)
print("Best score so far:", best)
