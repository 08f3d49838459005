stock = {"tea": 12, "coffee": 7}
stock["tea"] -= 1
