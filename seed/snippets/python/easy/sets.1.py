hues = {"red"}
hues |= {"teal"}
hues.add("red")
# Red counts once
kinds = len(hues)
if kinds == 2:
    print("No twins")
print(hues)
