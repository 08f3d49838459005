bag = ["fig"]
bag.append("plum")
bag += ["kiwi"]
bag[0] = "lime"
snack = bag.pop()
print("Yum", snack)
bag.sort()
print(bag)
