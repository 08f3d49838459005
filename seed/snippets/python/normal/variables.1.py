distance = 42.195
finish = 4 * 3600 + 58 * 60
pace = round(finish / distance)
minutes, seconds = divmod(pace, 60)
# Walking counts, too.
print(f"One km took {minutes}:{seconds:02}")
