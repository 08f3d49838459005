mine = ["ace"]
# Was yours = mine
yours = mine.copy()
yours.append("two")
print(mine)
print(yours)
