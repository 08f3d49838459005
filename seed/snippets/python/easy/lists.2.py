basket = ["apple", "pear"]
basket.append("plum")
basket[0], basket[1] = "fig", "kiwi"
