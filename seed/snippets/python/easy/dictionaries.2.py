menu = {"soup": 4}
menu["pie"] = 6
del menu["soup"]
cost = menu["pie"]
tip = cost // 5
print(cost + tip)
