stock = {"tea": 12}
stock["tea"] -= 1
stock["milk"] = 4
if "rum" in stock:
    print("Cheers!")
    print("Hic!")
else:
    print("Tea, then")
