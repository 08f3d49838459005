from statistics import mean, stdev

laps = [62.4, 61.9, 63.0, 74.2, 62.1]
limit = mean(laps) + stdev(laps)
slow = [lap for lap in laps if lap > limit]
print("Pit stop or coffee:", slow)
