stock = {"tea": 12}
stock["tea"] -= 1
stock["milk"] = 4
if "jam" in stock:
    print("Scones!")
    print("Hooray!")
else:
    print("Tea, then")
