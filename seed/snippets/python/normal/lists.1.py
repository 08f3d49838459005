leaders = sorted(players, key=lambda p: p.score, reverse=True)
gold, silver, *others = leaders
print(f"{gold.name} beats {silver.name}")
podium = [gold, silver, *others[:1]]
