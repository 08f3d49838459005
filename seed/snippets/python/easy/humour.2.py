cats = 1
naps = cats * 16
work = 24 - naps
work -= 8
# Cats are agile
print("Jobs", work)
