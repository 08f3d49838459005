coffee = 0
bugs = 99
while bugs:
    coffee += 1
    # Fix one by one
    bugs -= 1
    if coffee == 40:
        bugs += 17
print("Ship it")
